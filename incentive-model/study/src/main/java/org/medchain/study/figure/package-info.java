/** Figures of game theory (GAME-11) as plain data. Colour never carries meaning by itself. */
package org.medchain.study.figure;
