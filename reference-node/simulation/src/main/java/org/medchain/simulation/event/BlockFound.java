package org.medchain.simulation.event;

/** A node's search succeeds now, unless it was stopped or replaced meanwhile. */
public final class BlockFound implements SimulationEvent {}
