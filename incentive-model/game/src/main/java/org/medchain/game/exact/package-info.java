/**
 * Linear algebra and linear programmes over the rational numbers, so that decisions have no
 * tolerance (GAME-11).
 */
package org.medchain.game.exact;
