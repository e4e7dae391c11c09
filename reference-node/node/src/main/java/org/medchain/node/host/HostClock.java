package org.medchain.node.host;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The clock of a node or client: it gives replicas the time, and runs their timers (CONS-1). An
 * interface, so that a clock that jumps or runs fast can replace it (FN-1).
 */
@FunctionalInterface
public interface HostClock {
  /** Nanoseconds since the Unix epoch. */
  long nowNs();

  /** How long this machine has to wait until this clock has gone on by {@code delayNs}. */
  default long machineNs(long delayNs) {
    return delayNs;
  }

  /** The time of day of this machine: it jumps when it is set, and after a suspend. */
  static HostClock system() {
    return () -> System.currentTimeMillis() * 1_000_000;
  }

  /**
   * A clock that follows another one and never goes back (CONS-1, TIME-1): where that one is ahead,
   * it is there at once; where it was set back, this one runs at half the speed until it is
   * reached. Standing still would stop the replica's own delays, which it takes from its inputs'
   * times.
   */
  final class FollowingClock implements HostClock {
    /** The two clocks of a machine part by microseconds a second unless one is set. */
    private static final long JUMP_NS = 1_000_000_000;

    private final HostClock machine;
    private final LongSupplier monotonic;
    private final LongConsumer jumped;
    private long machineNs;
    private long monotonicNs;
    private long nowNs;

    /**
     * Starts with the time of the machine.
     *
     * @param monotonic nanoseconds of a clock that nobody sets; it may stop in a suspend
     * @param jumped gets the size of a jump of the machine's time against this clock, in ns
     */
    FollowingClock(HostClock machine, LongSupplier monotonic, LongConsumer jumped) {
      this.machine = machine;
      this.monotonic = monotonic;
      this.jumped = jumped;
      monotonicNs = monotonic.getAsLong();
      machineNs = machine.nowNs();
      nowNs = machineNs;
    }

    @Override
    public synchronized long nowNs() {
      long elapsedNs = monotonic.getAsLong() - monotonicNs;
      long jumpNs = machine.nowNs() - machineNs - elapsedNs;
      monotonicNs += elapsedNs;
      machineNs += jumpNs + elapsedNs;
      nowNs = Math.max(machineNs, nowNs + elapsedNs / 2);
      if (Math.abs(jumpNs) > JUMP_NS) {
        jumped.accept(jumpNs);
      }
      return nowNs;
    }

    @Override
    public long machineNs(long delayNs) {
      return machine.machineNs(delayNs);
    }
  }
}
