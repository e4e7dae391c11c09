package org.medchain.simulation.load;

import org.medchain.data.Transaction;

/**
 * A request that an open load makes, however the system is doing.
 *
 * @param atNs the intended time in ns of virtual time, from which latency counts
 * @param client index of the client that submits it, from 0
 * @param transaction the request; all of one sender go through one client
 * @param read whether it is sent without ordering, if that is possible
 */
public record RequestArrival(long atNs, int client, Transaction transaction, boolean read) {
  /** Checks the ranges. */
  public RequestArrival {
    if (atNs < 0 || client < 0) {
      throw new IllegalArgumentException(
          "an arrival's time and client are not negative: " + atNs + ", " + client);
    }
  }

  /** A request that is to be ordered. */
  public RequestArrival(long atNs, int client, Transaction transaction) {
    this(atNs, client, transaction, false);
  }
}
