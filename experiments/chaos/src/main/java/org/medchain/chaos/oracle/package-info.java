/** Parts of an oracle. */
package org.medchain.chaos.oracle;
