/**
 * Draws each figure of game theory as SVG text: a class for each kind of figure, and the canvas,
 * frame, legend and markers that they share. Axes are JFreeChart's, the SVG is written by JFreeSVG.
 */
package org.medchain.study.figure.drawing;
