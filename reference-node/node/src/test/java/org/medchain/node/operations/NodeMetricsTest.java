package org.medchain.node.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.medchain.network.RejectionReason;

/** The counters of a host (OPS-5, OPS-6). */
class NodeMetricsTest {
  private static final long MS = 1_000_000;

  private final SimpleMeterRegistry meterSet = new SimpleMeterRegistry();
  private final AtomicLong now = new AtomicLong();
  private final NodeMetrics meters = new NodeMetrics(meterSet, now::get);

  @Test
  void blocksAndRequestsAreCounted() {
    meters.blockExecuted(1, 10);
    meters.blockExecuted(2, 30);
    now.set(2000 * MS);

    assertThat(meters.executed()).isEqualTo(40);
    assertThat(meters.recent().throughputTps()).isEqualTo(20.0);
    assertThat(meterSet.get("medchain.ledger.blocks").counter().count()).isEqualTo(2);
    assertThat(meterSet.get("medchain.ledger.requests").counter().count()).isEqualTo(40);
    assertThat(meterSet.get("medchain.ledger.height").gauge().value()).isEqualTo(2);
  }

  /** OPS-6: of the last ten seconds, not of those before, and also if nobody asked meanwhile. */
  @Test
  void throughputIsOfTheLastSeconds() {
    ManualThread thread = new ManualThread();
    meters.watch(thread);
    for (int second = 1; second <= 30; second++) {
      meters.blockExecuted(second, second <= 15 ? 1000 : 10);
      now.addAndGet(1000 * MS);
      thread.run();
    }
    assertThat(meters.recent().throughputTps()).isCloseTo(10, within(1.0));
    assertThat(meters.uptimeS()).isEqualTo(30);
  }

  /** OPS-26: a pause of the thread is as long in the histogram as it was. */
  @Test
  void aPauseOfTheThreadIsSeen() {
    ManualThread thread = new ManualThread();
    meters.watch(thread);
    now.addAndGet(100 * MS);
    thread.run();
    now.addAndGet(400 * MS);
    thread.run();
    var lag = meterSet.get("medchain.node.loop.lag").timer();
    assertThat(lag.count()).isEqualTo(2);
    assertThat(lag.max(TimeUnit.MILLISECONDS)).isEqualTo(300);
  }

  /** Runs a task when it is told to. */
  private static final class ManualThread extends ScheduledThreadPoolExecutor {
    private Runnable task = () -> {};

    ManualThread() {
      super(0);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(
        Runnable command, long first, long every, TimeUnit unit) {
      task = command;
      return null;
    }

    void run() {
      task.run();
    }
  }

  @Test
  void latenciesAreReportedByPhase() {
    for (int i = 1; i <= 100; i++) {
      meters.phaseEnded(LatencyPhase.REQUEST, i * MS);
    }
    meters.phaseEnded(LatencyPhase.FORCE, 3 * MS);
    now.set(1000 * MS);

    assertThat(meters.recent().latencyP50Ms()).isEqualTo(50, within(1.0));
    assertThat(meters.recent().latencyP99Ms()).isEqualTo(99, within(1.5));
    assertThat(
            meterSet
                .get("medchain.node.phase")
                .tag("phase", "force")
                .timer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(3, within(0.001));
    assertThat(meterSet.get("medchain.node.phase").tag("phase", "request").timer().count())
        .isEqualTo(100);
    now.addAndGet(60_000 * MS);
    assertThat(meters.recent().latencyP99Ms()).as("long ago").isZero();
  }

  @Test
  void viewsAreCountedWhenTheyChange() {
    meters.viewEntered(0);
    meters.viewEntered(4);
    meters.viewEntered(4);

    assertThat(meters.view()).isEqualTo(4);
    assertThat(meterSet.get("medchain.consensus.view.changes").counter().count()).isEqualTo(1);
  }

  @Test
  void refusalsAreCountedByReason() {
    meters.rejected(RejectionReason.MALFORMED);
    meters.rejected(RejectionReason.OVERLOADED);
    meters.rejected(RejectionReason.OVERLOADED);

    assertThat(meters.rejected()).isEqualTo(3);
    assertThat(meterSet.get("medchain.node.rejected").tag("reason", "overloaded").counter().count())
        .isEqualTo(2);
  }

  @Test
  void queuesAndConnectionsAreShownAsTheyAre() {
    meters.registerConnections(() -> 3, () -> true);
    meters.waiting(9);

    assertThat(meterSet.get("medchain.node.queue").tag("queue", "requests").gauge().value())
        .isEqualTo(9);
    assertThat(meterSet.get("medchain.node.peers").gauge().value()).isEqualTo(3);
    assertThat(meterSet.get("medchain.node.ready").gauge().value()).isEqualTo(1);
  }
}
