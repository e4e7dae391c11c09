/**
 * Linear algebra ({@link org.medchain.game.exact.LinearSystem}) and linear programmes ({@link
 * org.medchain.game.exact.LinearProgram}) over the rational numbers, so that decisions have no
 * tolerance (GAME-11).
 */
package org.medchain.game.exact;
