/**
 * Figures of game theory (GAME-11): a {@link org.medchain.study.figure.GameFigure} draws itself as
 * SVG. Colour never carries meaning by itself.
 */
package org.medchain.study.figure;
