package org.medchain.simulation.load;

import java.util.List;
import org.medchain.data.Argument;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;

/**
 * A request that an open load makes, however the system is doing.
 *
 * @param atNs the intended time in ns of virtual time, from which latency counts
 * @param client index of the client that submits it, from 0
 * @param transaction the request; all of one sender go through one client
 * @param read whether it is sent without ordering, if that is possible
 * @param after requests of the same load that have to be final before: where one is late, this one
 *     is submitted, and its latency counts, from then on (SIM-44)
 */
public record RequestArrival(
    long atNs, int client, Transaction transaction, boolean read, List<RequestId> after) {
  /** Checks the ranges and copies the list. */
  public RequestArrival {
    Argument.refuseIf(
        atNs < 0 || client < 0,
        "an arrival's time and client are not negative: %s, %s",
        atNs,
        client);
    after = List.copyOf(after);
  }

  /** A request that waits for no other. */
  public RequestArrival(long atNs, int client, Transaction transaction, boolean read) {
    this(atNs, client, transaction, read, List.of());
  }

  /** The same, to be ordered. */
  public RequestArrival(long atNs, int client, Transaction transaction) {
    this(atNs, client, transaction, false);
  }
}
