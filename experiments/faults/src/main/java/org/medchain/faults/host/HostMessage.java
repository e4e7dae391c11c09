package org.medchain.faults.host;

import java.util.OptionalLong;

/**
 * A message of a run.
 *
 * @param sentNs when its sender made it, from the beginning of the load
 * @param deliveredNs when it was handed over; empty if it never was
 * @param from its sender: {@code n0} is a node, {@code c0} a client
 * @param to its receiver
 * @param kind as the protocol names it
 */
public record HostMessage(
    long sentNs, OptionalLong deliveredNs, String from, String to, String kind) {
  /** The same with times that are so much smaller. */
  public HostMessage earlier(long byNs) {
    OptionalLong delivered =
        deliveredNs.isPresent() ? OptionalLong.of(deliveredNs.getAsLong() - byNs) : deliveredNs;
    return new HostMessage(sentNs - byNs, delivered, from, to, kind);
  }
}
