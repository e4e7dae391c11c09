/**
 * Figures of game theory (GAME-11) as plain data, with the colours, markers and scales that all of
 * them share.
 *
 * <p>Map: {@link org.medchain.study.figure.GameFigure} is one of ten records that describe a
 * figure; {@link org.medchain.study.figure.drawing.FigureSvg} draws any of them, the same text for
 * the same data; {@link org.medchain.study.figure.page.FigureWriter} puts it into a file, and
 * {@link org.medchain.study.figure.page.FigurePage} sets figures, tables and the commands that make
 * them on one page. Each record has a class of its own that draws it.
 *
 * <p>Meaning is never carried by colour alone: lines differ in dashes and markers, rest points in
 * form, regions in hatching and letter.
 */
package org.medchain.study.figure;
