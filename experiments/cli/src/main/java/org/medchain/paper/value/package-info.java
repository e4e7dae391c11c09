/** Values of placeholders (CLAIM-7). */
package org.medchain.paper.value;
