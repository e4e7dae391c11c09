package org.medchain.simulation;

/** One node's disk under the {@link DiskModel}'s rule of group commit. */
final class Disk {
  private final long forceNs;

  /** When the last force that was asked for ends; those before it have ended by its beginning. */
  private long endNs;

  Disk(DiskModel model) {
    this.forceNs = model.forceNs();
  }

  /**
   * Asks for something to be made durable.
   *
   * @param nowNs not before the last call's
   * @return when it is
   */
  long persist(long nowNs) {
    long beginNs = endNs - forceNs;
    if (nowNs >= endNs) {
      endNs = nowNs + forceNs;
    } else if (nowNs >= beginNs) {
      // The last force is under way and does not take this one along.
      endNs += forceNs;
    }
    return endNs;
  }
}
