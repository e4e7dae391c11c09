/** Finite games: players, actions and payoffs (GAME-10). */
package org.medchain.game;
