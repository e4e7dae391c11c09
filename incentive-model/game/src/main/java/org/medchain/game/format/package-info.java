/** Strategic and extensive games in Gambit's files (GAME-18, GAME-20). */
package org.medchain.game.format;
