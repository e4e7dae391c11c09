package org.medchain.simulation.model;

/**
 * The costs of a real process for a snapshot, besides one force of its log (SIM-37; decision 0175).
 * Both parts are straight lines over the snapshot's length: the state and the replica's context are
 * encoded, hashed and written whole.
 *
 * @param coreUs processor time of any snapshot, in µs
 * @param coreUsPerKib processor time of 1024 bytes more
 * @param diskUs how much longer the force takes that makes it durable, in µs
 * @param diskUsPerKib the same for 1024 bytes more
 */
public record CheckpointModel(
    double coreUs, double coreUsPerKib, double diskUs, double diskUsPerKib) {
  /** A snapshot is a force like any other. */
  public static final CheckpointModel FREE = new CheckpointModel(0, 0, 0, 0);

  private static final double NS_PER_US = 1e3;
  private static final double KIB = 1024;

  public CheckpointModel {
    CpuModel.requireCosts(coreUs, coreUsPerKib, diskUs, diskUsPerKib);
  }

  /** Processor time of a snapshot of this number of bytes, in ns. */
  public long coreNs(long bytes) {
    return Math.round(NS_PER_US * (coreUs + coreUsPerKib * bytes / KIB));
  }

  /** The extra time of its force, in ns. */
  public long diskNs(long bytes) {
    return Math.round(NS_PER_US * (diskUs + diskUsPerKib * bytes / KIB));
  }
}
