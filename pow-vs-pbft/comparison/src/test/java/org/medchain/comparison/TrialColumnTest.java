package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.ProtocolKind;

/** CMP-8: the table's columns, and what an absent value looks like in them. */
class TrialColumnTest {
  @Test
  void headersBeginWithTheAgreedOnesInTheirOrder() {
    String usual = headers();
    assertThat(usual)
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
    assertThat(usual.split(",")).doesNotHaveDuplicates();
    assertThat(headers(TrialColumn.ColumnCondition.RETARGETING))
        .isEqualTo(usual + ",late_block_interval_s,late_difficulty");
    assertThat(headers(TrialColumn.ColumnCondition.SATURATION))
        .isEqualTo(
            usual
                + ",saturation_tps,saturation_low_tps,saturation_high_tps,sustained_rate_tps,"
                + "unsustained_rate_tps,steps");
    assertThat(headers(TrialColumn.ColumnCondition.GAME))
        .startsWith(usual + ",dishonest_share,lazy_share,upload_reward,false_penalty,")
        .endsWith(",honest_minus_false_payoff,verdict_p50_ms,points_issued,points_burnt");
    assertThat(headers(TrialColumn.ColumnCondition.DAY))
        .isEqualTo(usual + ",day_steps,day_lost,day_visit_p50_ms,day_visit_p99_ms");
    assertThat(headers(TrialColumn.ColumnCondition.SHARED_CORES))
        .isEqualTo(usual + ",cpu_us_per_tx");
    assertThat(headers(TrialColumn.ColumnCondition.PROCESSES))
        .isEqualTo(usual + ",other_load,steal,compiling,contaminated");
  }

  private static String headers(TrialColumn.ColumnCondition... occasions) {
    return String.join(",", TrialColumn.headers(TrialColumn.all(Set.of(occasions))));
  }

  @Test
  void absentIsEmptyNeverZero() {
    TrialResult pbft = TestTrials.run(ProtocolKind.PBFT, TestTrials.config(4, FaultKind.CRASH, 0));
    assertThat(TrialColumn.FORKS.text(pbft)).isEmpty();
    assertThat(TrialColumn.FORKS.number(pbft)).isEmpty();
    assertThat(TrialColumn.CONFIRMATIONS.typedValue(pbft)).isEmpty();
    assertThat(TrialColumn.VIEW_CHANGES.text(pbft)).isEqualTo("0");
    assertThat(TrialColumn.REASON.text(pbft)).isEmpty();
    TrialResult pow = TestTrials.run(ProtocolKind.POW, TestTrials.config(4, FaultKind.CRASH, 0));
    assertThat(TrialColumn.VIEW_CHANGES.text(pow)).isEmpty();
    assertThat(TrialColumn.CONFIRMATIONS.number(pow)).hasValue(12);
    assertThat(TrialColumn.BLOCK_INTERVAL_S.number(pow)).hasValue(1);
    assertThat(TrialColumn.BLOCK_INTERVAL_S.text(pbft)).isEmpty();
    assertThat(TrialColumn.BYZANTINE.text(pow)).isEqualTo("0");
    assertThat(TrialColumn.BYZANTINE_BLOCK_SHARE.text(pow)).isEmpty();
  }

  @Test
  void typesAreKept() {
    TrialResult result =
        TestTrials.run(ProtocolKind.PBFT, TestTrials.config(7, FaultKind.CRASH, 0.1));
    assertThat(TrialColumn.NODES.typedValue(result)).contains(7);
    assertThat(TrialColumn.FAULT_RATE.typedValue(result)).contains(0.1);
    assertThat(TrialColumn.EXPECTED_LIVE.typedValue(result)).contains(true);
    assertThat(TrialColumn.EXPECTED_LIVE.number(result)).isEmpty();
    assertThat(TrialColumn.PROTOCOL.text(result)).isEqualTo("pbft");
    assertThat(TrialColumn.VERDICT.text(result)).isEqualTo("pass");
  }
}
