package org.medchain.simulation.event;

/**
 * A process of a shared machine is done with an input, and its core is free (SIM-35).
 *
 * @param process which one
 */
public record CoreReleased(int process) implements SimulationEvent {}
