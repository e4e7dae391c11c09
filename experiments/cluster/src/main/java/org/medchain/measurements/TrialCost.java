package org.medchain.measurements;

/**
 * What one run of a benched trial cost.
 *
 * @param messages delivered, between nodes and with clients
 * @param cpuNs processor time of the trial's thread, its set-up included
 * @param bytes that the thread allocated
 * @param collectedMs how long the JVM collected garbage meanwhile
 * @param yardstickNs what the yardstick took just before
 */
record TrialCost(long messages, long cpuNs, long bytes, long collectedMs, long yardstickNs) {
  private static final double NS_PER_S = 1e9;
  private static final double NS_PER_MS = 1e6;

  /** Of a run that has just ended. */
  static TrialCost of(long messages, CpuMeter meter, long yardstickNs) {
    return new TrialCost(
        messages, meter.cpuNs(), meter.allocatedBytes(), meter.collectedMs(), yardstickNs);
  }

  double messagesPerCpuS() {
    return messages * NS_PER_S / cpuNs;
  }

  double bytesPerMessage() {
    return (double) bytes / messages;
  }

  /** The collector's time as a share of both. */
  double collectedShare() {
    return collectedMs * NS_PER_MS / (cpuNs + collectedMs * NS_PER_MS);
  }
}
