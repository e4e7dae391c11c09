/** Rules for the whole tree: sizes, names, cycles, words (HOUSE-1 to HOUSE-7). */
package org.medchain.house;
