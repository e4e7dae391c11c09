/**
 * Linear algebra and linear programmes over the rational numbers: what other packages decide with
 * them (is it dominated, is the core empty, is it stable) has no tolerance (GAME-11).
 *
 * <p>{@link org.medchain.game.exact.LinearSystem} solves equations, {@link
 * org.medchain.game.exact.LinearProgram} optimises.
 */
package org.medchain.game.exact;
