package org.medchain.node.month;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * A machine's clocks and the two threads that wait for times on it, in simulated time: the
 * replica's, and the one of tasks that are due in days. While it is suspended its monotonic clock
 * stops, as that of Linux does, and its wall clock does not.
 */
final class MonthMachine implements InstantSource {
  static final long NEVER = Long.MAX_VALUE;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private EmbeddedChannel replica = frozen();
  private final EmbeddedChannel days = frozen();
  private long nowNs;
  private long monotonicNs;
  private long wallErrorNs;
  private long partsPerMillion;
  private boolean suspended;
  private long replicaDueNs = NEVER;
  private long daysDueNs = NEVER;

  private static EmbeddedChannel frozen() {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    return channel;
  }

  EventLoop loop() {
    return replica.eventLoop();
  }

  /** Nothing that waits on the replica's thread comes any more. */
  void endProcess() {
    replica = frozen();
    replicaDueNs = NEVER;
  }

  /** For tasks that a jump must not pass over. */
  EventLoop dayLoop() {
    return days.eventLoop();
  }

  long monotonicNs() {
    return monotonicNs;
  }

  @Override
  public Instant instant() {
    return START.plusNanos(nowNs + wallErrorNs);
  }

  /** An operator sets its clock, or the network's time does. */
  void setWallError(long errorNs) {
    wallErrorNs = errorNs;
  }

  /** From now on nothing corrects its clock, which runs fast by this, or slow. */
  void drift(long fastByPartsPerMillion) {
    partsPerMillion = fastByPartsPerMillion;
  }

  void suspend(boolean sleeps) {
    suspended = sleeps;
  }

  boolean isSuspended() {
    return suspended;
  }

  /** Until when nothing is due in the tasks of days, and for the replica if {@code replicaToo}. */
  long dueNs(boolean replicaToo) {
    long due = replicaToo ? Math.min(replicaDueNs, daysDueNs) : daysDueNs;
    return suspended ? NEVER : due;
  }

  void advanceTo(long ns) {
    long passed = ns - nowNs;
    long drifted = passed * partsPerMillion / 1_000_000;
    nowNs = ns;
    wallErrorNs += drifted;
    if (!suspended) {
      monotonicNs += passed + drifted;
      replica.advanceTimeBy(passed + drifted, TimeUnit.NANOSECONDS);
      days.advanceTimeBy(passed + drifted, TimeUnit.NANOSECONDS);
    }
  }

  /** Runs all that is due. */
  void turn() {
    while (!suspended && (replica.hasPendingTasks() || days.hasPendingTasks())) {
      replica.runPendingTasks();
      days.runPendingTasks();
    }
    replicaDueNs = due(replica);
    daysDueNs = due(days);
  }

  private long due(EmbeddedChannel channel) {
    long left = suspended ? -1 : channel.runScheduledPendingTasks();
    // A slow clock needs longer: it is checked again then.
    return left < 0 ? NEVER : nowNs + Math.max(1, left);
  }
}
