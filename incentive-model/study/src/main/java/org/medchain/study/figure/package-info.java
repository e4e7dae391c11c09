/**
 * Figures of game theory (GAME-11) as plain data, with shared colours, markers and scales.
 *
 * <p>{@link org.medchain.study.figure.GameFigure} is one of ten records; {@link
 * org.medchain.study.figure.drawing.FigureSvg} draws it, the same text for the same data; {@link
 * org.medchain.study.figure.page.FigureWriter} writes the file, and {@link
 * org.medchain.study.figure.page.FigurePage} the page.
 *
 * <p>Colour never carries meaning by itself: lines differ in dashes and markers, rest points in
 * form, regions in hatching and letter.
 */
package org.medchain.study.figure;
