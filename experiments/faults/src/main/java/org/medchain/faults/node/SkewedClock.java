package org.medchain.faults.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.medchain.node.host.HostClock;

/**
 * A clock that is some time off the machine's, and runs faster or slower (FN-3): of the replica,
 * its timers, and the calendar of certificates.
 */
final class SkewedClock implements HostClock {
  private static final double MILLION = 1e6;

  private final HostClock machine;
  private volatile Skew skew;

  /**
   * How the clock runs.
   *
   * @param sinceNs on the machine's clock
   * @param gainedNs what it had gained by then
   * @param offsetNs what it is ahead besides
   * @param rate of this clock on the machine's
   */
  private record Skew(long sinceNs, double gainedNs, long offsetNs, double rate) {
    double gainedAt(long machineNs) {
      return gainedNs + (machineNs - sinceNs) * (rate - 1);
    }
  }

  SkewedClock(HostClock machine) {
    this.machine = machine;
    this.skew = new Skew(machine.nowNs(), 0, 0, 1);
  }

  /** From now on; what it has gained it keeps. */
  void set(Faults faults) {
    long nowNs = machine.nowNs();
    skew =
        new Skew(
            nowNs,
            skew.gainedAt(nowNs),
            Duration.ofMillis(faults.number(FaultKey.CLOCK_OFFSET_MS)).toNanos(),
            1 + faults.number(FaultKey.CLOCK_DRIFT_PPM) / MILLION);
  }

  @Override
  public long nowNs() {
    Skew now = skew;
    long machineNs = machine.nowNs();
    return machineNs + now.offsetNs() + Math.round(now.gainedAt(machineNs));
  }

  @Override
  public long machineNs(long delayNs) {
    return Math.round(delayNs / skew.rate());
  }

  /** The same time for who asks for the day. */
  InstantSource calendar() {
    return () -> Instant.EPOCH.plusNanos(nowNs());
  }
}
