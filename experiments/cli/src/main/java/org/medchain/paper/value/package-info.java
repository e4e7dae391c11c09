/**
 * Values of placeholders (CLAIM-7): choose rows of a table, reduce a column to one number or word,
 * format it.
 */
package org.medchain.paper.value;
