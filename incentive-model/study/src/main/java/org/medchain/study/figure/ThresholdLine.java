package org.medchain.study.figure;

/**
 * A stated value of a parameter, drawn as a labelled line across the figure.
 *
 * @param label short, as {@code "P*"}
 * @param value its value
 */
public record ThresholdLine(String label, double value) {}
