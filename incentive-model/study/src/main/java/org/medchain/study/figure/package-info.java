/**
 * Figures of game theory (GAME-11): plain data in, SVG text out, the same text for the same data.
 *
 * <p>Map: {@link org.medchain.study.figure.GameFigure} is one of ten records that say what is to be
 * seen; {@link org.medchain.study.figure.Svg} draws any of them, {@link
 * org.medchain.study.figure.FigureWriter} puts it into a file, and {@link
 * org.medchain.study.figure.FigurePage} sets figures, tables and the commands that make them on one
 * page. Each record has a class of its own that draws it (SimplexFigure: SimplexDrawing, and so
 * on); they share a sheet with its legend (Sheet, Legend), a plane with axes (Plane, Scale), a
 * triangle (Triangle), a bar of colours (ColorBar) and the looks (Looks, Marks, Pen). Axes are
 * JFreeChart's, the SVG is written by JFreeSVG.
 *
 * <p>Meaning is never carried by colour alone: lines differ in dashes and marks, rest points in
 * form, regions in hatching and letter.
 */
package org.medchain.study.figure;
