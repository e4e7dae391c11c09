package org.medchain.node.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * The metrics of a node's host (OPS-5, OPS-6). Recording does not block: each call is some
 * additions and allocates nothing. May be used from any thread.
 *
 * <p>Times are nanoseconds of one clock that never goes back, {@link System#nanoTime} in the node.
 */
public final class NodeMetrics {
  /** The window of recent figures in seconds, the present second included. */
  static final int WINDOW_S = 10;

  private static final double[] QUANTILES = {0.5, 0.99};

  private final LongSupplier clock;
  private final MeterRegistry meterRegistry;
  private final Counter blocks;
  private final Counter requests;
  private final Counter viewChanges;
  private final Map<RejectionReason, Counter> rejections = new EnumMap<>(RejectionReason.class);
  private final Map<LatencyPhase, PhaseMeters> phases = new EnumMap<>(LatencyPhase.class);
  private final SlidingWindowRate requestRate;
  private volatile long height;
  private volatile long view;
  private volatile int waiting;

  /** The figures of one phase. */
  private record PhaseMeters(LongAdder count, LongAdder totalNs, SlidingWindowHistogram recent) {}

  /**
   * How a node did lately.
   *
   * @param throughputTps requests executed a second
   * @param latencyP50Ms from arrival to execution, median in milliseconds; 0 if there was none
   * @param latencyP99Ms the same, 99th percentile
   */
  public record RecentPerformance(double throughputTps, double latencyP50Ms, double latencyP99Ms) {}

  /**
   * Registers all meters.
   *
   * @param clock nanoseconds, of the clock of the calls' times
   */
  public NodeMetrics(MeterRegistry meterSet, LongSupplier clock) {
    this.meterRegistry = meterSet;
    this.clock = clock;
    blocks = meterSet.counter("medchain.ledger.blocks");
    requests = meterSet.counter("medchain.ledger.requests");
    viewChanges = meterSet.counter("medchain.consensus.view.changes");
    requestRate = new SlidingWindowRate(WINDOW_S, clock.getAsLong());
    for (RejectionReason reason : RejectionReason.values()) {
      rejections.put(reason, meterSet.counter("medchain.node.rejected", "reason", reason.tag()));
    }
    for (LatencyPhase phase : LatencyPhase.values()) {
      phases.put(phase, measured(phase));
    }
    registerQueue("requests", () -> waiting);
    Gauge.builder("medchain.ledger.height", () -> height).register(meterSet);
    Gauge.builder("medchain.consensus.view", () -> view).register(meterSet);
    Gauge.builder("medchain.ledger.throughput", () -> requestRate.rate(clock.getAsLong()))
        .register(meterSet);
  }

  private PhaseMeters measured(LatencyPhase phase) {
    PhaseMeters measured =
        new PhaseMeters(
            new LongAdder(),
            new LongAdder(),
            new SlidingWindowHistogram(WINDOW_S, clock.getAsLong()));
    FunctionTimer.builder(
            "medchain.node.phase",
            measured,
            all -> all.count().sum(),
            all -> all.totalNs().sum(),
            TimeUnit.NANOSECONDS)
        .tag("phase", phase.tag())
        .register(meterRegistry);
    for (double quantile : QUANTILES) {
      Gauge.builder(
              "medchain.node.phase.recent.seconds",
              () -> measured.recent().quantiles(clock.getAsLong(), quantile)[0])
          .tag("phase", phase.tag())
          .tag("quantile", String.valueOf(quantile))
          .register(meterRegistry);
    }
    return measured;
  }

  /** A block was executed: the state's new height, and the block's number of requests. */
  public void blockExecuted(long nowNs, long newHeight, int requestsInIt) {
    height = newHeight;
    blocks.increment();
    requests.increment(requestsInIt);
    requestRate.add(nowNs, requestsInIt);
  }

  /** The node is at this height without having executed the blocks up to it. */
  public void restored(long newHeight) {
    height = newHeight;
  }

  /** The node entered this view. */
  public void viewEntered(long newView) {
    if (newView != view) {
      view = newView;
      viewChanges.increment();
    }
  }

  /** The number of requests that wait for execution. */
  public void waiting(int requests) {
    waiting = requests;
  }

  /** A phase ended now after so long. */
  public void phaseEnded(LatencyPhase phase, long nowNs, long durationNs) {
    PhaseMeters measured = phases.get(phase);
    measured.count().increment();
    measured.totalNs().add(Math.max(0, durationNs));
    measured.recent().record(nowNs, durationNs);
  }

  /** A message or request was refused. */
  public void rejected(RejectionReason reason) {
    rejections.get(reason).increment();
  }

  /**
   * Shows a queue's length.
   *
   * @param name in lower case
   * @param length read at any time from any thread
   */
  public void registerQueue(String name, IntSupplier length) {
    Gauge.builder("medchain.node.queue", length::getAsInt)
        .tag("queue", name)
        .register(meterRegistry);
  }

  /** Shows how many peers are connected, and whether the node is ready. */
  public void registerConnections(IntSupplier connected, BooleanSupplier ready) {
    Gauge.builder("medchain.node.peers", connected::getAsInt).register(meterRegistry);
    Gauge.builder("medchain.node.ready", () -> ready.getAsBoolean() ? 1 : 0)
        .register(meterRegistry);
  }

  /** The last seconds. */
  public RecentPerformance recent() {
    long nowNs = clock.getAsLong();
    double[] seconds = phases.get(LatencyPhase.REQUEST).recent().quantiles(nowNs, QUANTILES);
    return new RecentPerformance(requestRate.rate(nowNs), seconds[0] * 1000, seconds[1] * 1000);
  }

  /** Height of the last block executed. */
  public long height() {
    return height;
  }

  /** View that the node is in. */
  public long view() {
    return view;
  }

  /** Requests that wait to be executed. */
  public int waiting() {
    return waiting;
  }

  /** Requests executed since the start. */
  public long executed() {
    return (long) requests.count();
  }

  /** Messages and requests refused since the start. */
  public long rejected() {
    return (long) rejections.values().stream().mapToDouble(Counter::count).sum();
  }
}
