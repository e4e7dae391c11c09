package org.medchain.simulation;

import org.medchain.data.Transaction;

/**
 * A request that an open load makes, however the system is doing.
 *
 * @param atNs the intended time in ns of virtual time, from which latency counts
 * @param client index of the client that submits it, from 0
 * @param transaction the request; all of one sender go through one client
 */
public record Arrival(long atNs, int client, Transaction transaction) {
  /** Checks the ranges. */
  public Arrival {
    if (atNs < 0 || client < 0) {
      throw new IllegalArgumentException(
          "an arrival's time and client are not negative: " + atNs + ", " + client);
    }
  }
}
