package org.medchain.study.figure;

/**
 * A point of a plane, in the units of its axes.
 *
 * @param x along the horizontal axis
 * @param y along the vertical axis; NaN interrupts a line
 */
public record PlanePoint(double x, double y) {}
