package org.medchain.node.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a host counts (OPS-5, OPS-6). */
class NodeMetricsTest {
  private static final long MS = 1_000_000;

  private final SimpleMeterRegistry meterSet = new SimpleMeterRegistry();
  private final AtomicLong now = new AtomicLong();
  private final NodeMetrics meters = new NodeMetrics(meterSet, now::get);

  @Test
  void blocksAndRequestsAreCounted() {
    meters.blockExecuted(0, 1, 10);
    meters.blockExecuted(500 * MS, 2, 30);
    now.set(2000 * MS);

    assertThat(meters.height()).isEqualTo(2);
    assertThat(meters.executed()).isEqualTo(40);
    assertThat(meters.recent().throughputTps()).isEqualTo(20.0);
    assertThat(meterSet.get("medchain.ledger.blocks").counter().count()).isEqualTo(2);
    assertThat(meterSet.get("medchain.ledger.requests").counter().count()).isEqualTo(40);
    assertThat(meterSet.get("medchain.ledger.height").gauge().value()).isEqualTo(2);
    assertThat(meterSet.get("medchain.ledger.throughput").gauge().value()).isEqualTo(20.0);
  }

  @Test
  void aRestoredHeightIsNoWorkDone() {
    meters.restored(700);

    assertThat(meters.height()).isEqualTo(700);
    assertThat(meters.executed()).isZero();
  }

  @Test
  void latenciesAreReportedByPhase() {
    for (int i = 1; i <= 100; i++) {
      meters.phaseEnded(LatencyPhase.REQUEST, i * MS, i * MS);
    }
    meters.phaseEnded(LatencyPhase.FORCE, 0, 3 * MS);
    now.set(1000 * MS);

    assertThat(meters.recent().latencyP50Ms()).isEqualTo(50, within(1.0));
    assertThat(meters.recent().latencyP99Ms()).isEqualTo(99, within(1.5));
    assertThat(
            meterSet
                .get("medchain.node.phase.recent.seconds")
                .tags("phase", "force", "quantile", "0.99")
                .gauge()
                .value())
        .isEqualTo(0.003, within(0.0001));
    assertThat(meterSet.get("medchain.node.phase").tag("phase", "request").functionTimer().count())
        .isEqualTo(100);
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
    AtomicLong length = new AtomicLong(5);
    meters.registerQueue("inputs", length::intValue);
    meters.registerConnections(() -> 3, () -> true);
    length.set(9);

    assertThat(meterSet.get("medchain.node.queue").tag("queue", "inputs").gauge().value())
        .isEqualTo(9);
    assertThat(meterSet.get("medchain.node.peers").gauge().value()).isEqualTo(3);
    assertThat(meterSet.get("medchain.node.ready").gauge().value()).isEqualTo(1);
  }
}
