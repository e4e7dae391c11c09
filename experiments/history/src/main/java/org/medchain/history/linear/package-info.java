/**
 * Linearizability (Herlihy and Wing 1990), by the search of Wing and Gong (1993) with Lowe's (2017)
 * memory.
 */
package org.medchain.history.linear;
