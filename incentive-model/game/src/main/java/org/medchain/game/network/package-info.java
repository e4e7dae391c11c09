/** Populations on networks (GAME-10, GAME-17). */
package org.medchain.game.network;
