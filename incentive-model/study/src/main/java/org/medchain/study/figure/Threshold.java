package org.medchain.study.figure;

/**
 * A stated value of a parameter, drawn as a labelled line across the figure.
 *
 * @param label short, as {@code "P*"}
 * @param at its value
 */
public record Threshold(String label, double at) {}
