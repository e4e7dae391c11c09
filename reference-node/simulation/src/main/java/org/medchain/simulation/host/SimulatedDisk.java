package org.medchain.simulation.host;

import org.medchain.simulation.model.DiskModel;

/** One node's disk under the {@link DiskModel}'s rule of group commit. */
final class SimulatedDisk {
  private final long forceNs;

  /** The start of the last requested force: earlier ones have ended by then. */
  private long beginNs;

  private long endNs;

  SimulatedDisk(DiskModel model) {
    this.forceNs = model.forceNs();
  }

  /**
   * Requests a force.
   *
   * @param nowNs not before the last call's
   * @param moreNs how much longer its force takes for it; entries that joined that force before do
   *     not wait for it
   * @return when it is
   */
  long persist(long nowNs, long moreNs) {
    if (nowNs >= endNs) {
      beginNs = nowNs;
      endNs = nowNs + forceNs;
    } else if (nowNs >= beginNs) {
      // The last force is running and does not include this one.
      beginNs = endNs;
      endNs += forceNs;
    }
    endNs += moreNs;
    return endNs;
  }
}
