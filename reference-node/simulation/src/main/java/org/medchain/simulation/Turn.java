package org.medchain.simulation;

/**
 * The load has something to do.
 *
 * @param client whose turn it is, or one of the {@link LoadDriver}'s marks
 */
record Turn(int client) implements Occurrence {}
