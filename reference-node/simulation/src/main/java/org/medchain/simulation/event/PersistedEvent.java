package org.medchain.simulation.event;

import org.medchain.consensus.DurabilityToken;

/**
 * Something that a node persisted under this token is now durable.
 *
 * @param incarnation of the node that persisted it; if it has crashed since, this never happened
 */
public record PersistedEvent(int incarnation, DurabilityToken token) implements SimulationEvent {}
