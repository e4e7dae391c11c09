/**
 * Games in files of other programs: {@link org.medchain.game.format.NfgFile} reads and writes the
 * strategic games of Gambit (GAME-18).
 */
package org.medchain.game.format;
