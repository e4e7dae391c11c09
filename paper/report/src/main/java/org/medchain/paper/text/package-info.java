/** Pages with placeholders, and the search for numbers without a source (CLAIM-7, CLAIM-8). */
package org.medchain.paper.text;
