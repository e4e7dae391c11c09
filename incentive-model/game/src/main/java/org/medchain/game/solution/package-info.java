/** Solution concepts beside Nash equilibrium (GAME-10). */
package org.medchain.game.solution;
