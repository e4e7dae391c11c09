/** Draws figures of game theory as SVG. */
package org.medchain.study.figure.drawing;
