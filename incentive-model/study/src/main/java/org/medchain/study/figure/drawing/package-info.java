/**
 * Draws figures of game theory as SVG: a class for each kind, and shared canvas, frame, legend and
 * markers. JFreeChart makes axes, JFreeSVG writes.
 */
package org.medchain.study.figure.drawing;
