/**
 * Figures of game theory: a {@link org.medchain.study.figure.GameFigure} knows its heading and
 * draws itself as SVG. A class for each kind makes them, and shares canvas, axes, legend and
 * colours.
 *
 * <p>Colour never carries meaning by itself: lines differ in dashes and markers, rest points in
 * form, regions in hatching.
 */
package org.medchain.study.figure;
