/**
 * Games in files of other programs: {@link org.medchain.game.format.NfgFile} reads and writes the
 * strategic games of Gambit, {@link org.medchain.game.format.EfgFile} its extensive games (GAME-18,
 * GAME-20).
 */
package org.medchain.game.format;
