/**
 * Finite games: players, actions and payoffs (GAME-10). Every analysis reads the same definition
 * and needs no node.
 */
package org.medchain.game;
