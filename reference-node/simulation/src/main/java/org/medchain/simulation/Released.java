package org.medchain.simulation;

/**
 * A process of a shared machine is done with an input, and its core is free (SIM-35).
 *
 * @param process which one
 */
record Released(int process) implements Occurrence {}
