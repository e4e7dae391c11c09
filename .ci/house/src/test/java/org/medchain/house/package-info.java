/**
 * Rules for the whole tree: how large files, methods and rooms may be, one meaning for a name, no
 * cycle and no arrow upwards, the field's words, and a way in for each part (HOUSE-1 to HOUSE-7).
 */
package org.medchain.house;
