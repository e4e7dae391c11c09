package org.medchain.simulation.model;

import org.medchain.data.Argument;

/**
 * A node's disk (SIM-7): one force at a time, and all requests during a force go into the next
 * (group commit, as databases do).
 *
 * @param forceUs how long one force takes, in microseconds, 0 or more
 */
public record DiskModel(double forceUs) {
  public DiskModel {
    Argument.refuseIf(
        !(forceUs >= 0 && forceUs < 1e12), "a force takes 0 µs or more, not %s", forceUs);
  }

  /** How long one force takes, in ns. */
  public long forceNs() {
    return Math.round(1e3 * forceUs);
  }
}
