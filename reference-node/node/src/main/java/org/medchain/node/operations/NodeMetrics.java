package org.medchain.node.operations;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.medchain.network.RejectionReason;

/**
 * The metrics of a node's host (OPS-5, OPS-6). Recording does not wait for a reader. May be used
 * from any thread.
 */
public final class NodeMetrics {
  /** Of the figures of a status. */
  static final Duration WINDOW = Duration.ofSeconds(10);

  /** A pause of the thread that is longer than this is seen for certain. */
  private static final long WATCH_NS = 100_000_000;

  private final LongSupplier clock;
  private final long startNs;
  private final MeterRegistry meterRegistry;
  private final Counter blocks;
  private final Counter requests;
  private final Counter viewChanges;
  private final Map<RejectionReason, Counter> rejections = new EnumMap<>(RejectionReason.class);
  private final Map<LatencyPhase, Timer> phases = new EnumMap<>(LatencyPhase.class);

  /** Only for the status: a reader of the histograms computes quantiles over any time. */
  private final Timer recentLatency;

  /** Oldest first; guarded by itself. */
  private final Deque<ExecutedSample> samples = new ArrayDeque<>();

  private volatile long height;
  private volatile long view;
  private volatile int waiting;

  /** How many requests had been executed at a moment. */
  private record ExecutedSample(long atNs, double requests) {}

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
   * @param clock nanoseconds, of a clock that never goes back
   */
  public NodeMetrics(MeterRegistry meterSet, LongSupplier clock) {
    this.meterRegistry = meterSet;
    this.clock = clock;
    startNs = clock.getAsLong();
    blocks = meterSet.counter("medchain.ledger.blocks");
    requests = meterSet.counter("medchain.ledger.requests");
    viewChanges = meterSet.counter("medchain.consensus.view.changes");
    for (RejectionReason reason : RejectionReason.values()) {
      String tag = reason.name().toLowerCase(Locale.ROOT);
      rejections.put(reason, meterSet.counter("medchain.node.rejected", "reason", tag));
    }
    for (LatencyPhase phase : LatencyPhase.values()) {
      phases.put(phase, meterSet.timer("medchain.node.phase", "phase", phase.tag()));
    }
    recentLatency = recentLatency(clock);
    Gauge.builder("medchain.node.queue", () -> waiting).tag("queue", "requests").register(meterSet);
    Gauge.builder("medchain.ledger.height", () -> height).register(meterSet);
    Gauge.builder("medchain.consensus.view", () -> view).register(meterSet);
    sample();
  }

  /** Micrometer moves its windows by the time of day, which may be set. */
  private static Timer recentLatency(LongSupplier clock) {
    Clock steady =
        new Clock() {
          @Override
          public long wallTime() {
            return clock.getAsLong() / 1_000_000;
          }

          @Override
          public long monotonicTime() {
            return clock.getAsLong();
          }
        };
    return Timer.builder("recent")
        .publishPercentiles(0.5, 0.99)
        .percentilePrecision(2)
        .distributionStatisticExpiry(WINDOW)
        .register(new SimpleMeterRegistry(SimpleConfig.DEFAULT, steady));
  }

  /** Measures from now on how late the tasks of the replica's thread begin. */
  public void watch(ScheduledExecutorService thread) {
    Timer lag = meterRegistry.timer("medchain.node.loop.lag");
    Runnable task =
        new Runnable() {
          private long dueNs = clock.getAsLong() + WATCH_NS;

          @Override
          public void run() {
            lag.record(Math.max(0, clock.getAsLong() - dueNs), TimeUnit.NANOSECONDS);
            dueNs += WATCH_NS;
            sample();
          }
        };
    var unused = thread.scheduleAtFixedRate(task, WATCH_NS, WATCH_NS, TimeUnit.NANOSECONDS);
  }

  /** The first sample is from the beginning of the window, or of the process. */
  private ExecutedSample sample() {
    ExecutedSample now = new ExecutedSample(clock.getAsLong(), requests.count());
    synchronized (samples) {
      samples.add(now);
      while (now.atNs() - samples.getFirst().atNs() > WINDOW.toNanos()) {
        samples.removeFirst();
      }
      return samples.getFirst();
    }
  }

  /** A block was executed: the state's new height, and the block's number of requests. */
  public void blockExecuted(long newHeight, int requestsInIt) {
    height = newHeight;
    blocks.increment();
    requests.increment(requestsInIt);
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
  public void phaseEnded(LatencyPhase phase, long durationNs) {
    long lastedNs = Math.max(0, durationNs);
    phases.get(phase).record(lastedNs, TimeUnit.NANOSECONDS);
    if (phase == LatencyPhase.REQUEST) {
      recentLatency.record(lastedNs, TimeUnit.NANOSECONDS);
    }
  }

  /** A message or request was refused. */
  public void rejected(RejectionReason reason) {
    rejections.get(reason).increment();
  }

  /** Shows how many peers are connected, and whether the node is ready. */
  public void registerConnections(IntSupplier connected, BooleanSupplier ready) {
    Gauge.builder("medchain.node.peers", connected::getAsInt).register(meterRegistry);
    Gauge.builder("medchain.node.ready", () -> ready.getAsBoolean() ? 1 : 0)
        .register(meterRegistry);
  }

  /** The last seconds. */
  public RecentPerformance recent() {
    ExecutedSample first = sample();
    double seconds = Math.max(1, (clock.getAsLong() - first.atNs()) / 1e9);
    ValueAtPercentile[] latency = recentLatency.takeSnapshot().percentileValues();
    return new RecentPerformance(
        (requests.count() - first.requests()) / seconds,
        latency[0].value(TimeUnit.MILLISECONDS),
        latency[1].value(TimeUnit.MILLISECONDS));
  }

  /** Seconds since the start. */
  public double uptimeS() {
    return (clock.getAsLong() - startNs) / 1e9;
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
