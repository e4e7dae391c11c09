package org.medchain.simulation.event;

import java.util.function.LongConsumer;

/**
 * The load has something to do.
 *
 * @param action given the time when its process runs
 */
public record LoadTick(LongConsumer action) implements SimulationEvent {}
