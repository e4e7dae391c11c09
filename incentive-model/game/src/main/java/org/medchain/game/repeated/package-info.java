/**
 * Repeated games with discounting (GAME-10, GAME-27). Values are averages, (1 − δ) times the
 * discounted sum.
 */
package org.medchain.game.repeated;
