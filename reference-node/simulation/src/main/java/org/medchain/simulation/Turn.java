package org.medchain.simulation;

/**
 * The load has something to do.
 *
 * @param client whose turn it is, or one of the {@link LoadDriver}'s marks
 * @param dueNs when it was to come
 */
record Turn(int client, long dueNs) implements Occurrence {
  /** At the time of its event. */
  Turn(int client) {
    this(client, 0);
  }
}
