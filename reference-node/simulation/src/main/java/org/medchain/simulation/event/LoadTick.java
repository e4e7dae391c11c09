package org.medchain.simulation.event;

/**
 * The load has something to do.
 *
 * @param client whose turn it is, or one of the load driver's marks
 * @param dueNs when it was to come
 */
public record LoadTick(int client, long dueNs) implements SimulationEvent {}
