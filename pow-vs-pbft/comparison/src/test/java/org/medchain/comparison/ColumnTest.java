package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.Protocol;

/** CMP-8: the table's columns, and what an absent value looks like in them. */
class ColumnTest {
  @Test
  void headersBeginWithTheAgreedOnesInTheirOrder() {
    assertThat(String.join(",", Column.headers()))
        .startsWith(
            "trial,protocol,nodes,faulty,fault,fault_rate,"
                + "repeat,seed,expected_live,"
                + "submitted,committed,uncommitted,drained,throughput_tps,"
                + "offered_tps,window_s,"
                + "latency_p50_ms,latency_p90_ms,latency_p99_ms,latency_max_ms,"
                + "messages_per_tx,bytes_per_tx,hashes_per_tx,view_changes,forks,stale_rate,"
                + "agreement_violations,verdict,")
        .endsWith(
            "trace_hash,byzantine,byzantine_block_share,restarts,state_transfers,checkpoints");
    assertThat(Column.headers()).doesNotHaveDuplicates();
    String usual = String.join(",", Column.headers());
    assertThat(headers(Column.Occasion.RETARGETING))
        .isEqualTo(usual + ",late_block_interval_s,late_difficulty");
    assertThat(headers(Column.Occasion.SHARED_CORES)).isEqualTo(usual + ",cpu_us_per_tx");
    assertThat(headers(Column.Occasion.PROCESSES))
        .isEqualTo(usual + ",other_load,steal,compiling,contaminated");
  }

  private static String headers(Column.Occasion occasion) {
    return String.join(",", Column.headers(Column.all(Set.of(occasion))));
  }

  @Test
  void absentIsEmptyNeverZero() {
    TrialResult pbft = TestTrials.run(Protocol.PBFT, TestTrials.config(4, FaultKind.CRASH, 0));
    assertThat(Column.FORKS.text(pbft)).isEmpty();
    assertThat(Column.FORKS.number(pbft)).isEmpty();
    assertThat(Column.CONFIRMATIONS.present(pbft)).isEmpty();
    assertThat(Column.VIEW_CHANGES.text(pbft)).isEqualTo("0");
    assertThat(Column.REASON.text(pbft)).isEmpty();
    TrialResult pow = TestTrials.run(Protocol.POW, TestTrials.config(4, FaultKind.CRASH, 0));
    assertThat(Column.VIEW_CHANGES.text(pow)).isEmpty();
    assertThat(Column.CONFIRMATIONS.number(pow)).hasValue(12);
    assertThat(Column.BLOCK_INTERVAL_S.number(pow)).hasValue(1);
    assertThat(Column.BLOCK_INTERVAL_S.text(pbft)).isEmpty();
    assertThat(Column.BYZANTINE.text(pow)).isEqualTo("0");
    assertThat(Column.BYZANTINE_BLOCK_SHARE.text(pow)).isEmpty();
  }

  @Test
  void typesAreKept() {
    TrialResult result = TestTrials.run(Protocol.PBFT, TestTrials.config(7, FaultKind.CRASH, 0.1));
    assertThat(Column.NODES.present(result)).contains(7);
    assertThat(Column.FAULT_RATE.present(result)).contains(0.1);
    assertThat(Column.EXPECTED_LIVE.present(result)).contains(true);
    assertThat(Column.EXPECTED_LIVE.number(result)).isEmpty();
    assertThat(Column.PROTOCOL.text(result)).isEqualTo("pbft");
    assertThat(Column.VERDICT.text(result)).isEqualTo("pass");
  }
}
