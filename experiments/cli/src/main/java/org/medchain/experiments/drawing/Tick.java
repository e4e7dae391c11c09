package org.medchain.experiments.drawing;

/**
 * A labelled place of a {@link Scale}.
 *
 * @param place between the ends of the scale
 * @param label of it
 */
public record Tick(double place, String label) {}
