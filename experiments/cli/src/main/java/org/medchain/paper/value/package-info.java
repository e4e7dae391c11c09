/**
 * What a placeholder computes: rows of a table are chosen, one number or word is made of a column,
 * and written with as many digits as the text asks for (CLAIM-7).
 */
package org.medchain.paper.value;
