package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.medchain.comparison.TestTrials.RUNNER;
import static org.medchain.comparison.TestTrials.cell;
import static org.medchain.comparison.TestTrials.config;
import static org.medchain.comparison.TestTrials.run;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.RequestProofKind;
import org.medchain.comparison.config.Signatures;
import org.medchain.comparison.metrics.TrialOutcome;

/** CMP-1, CMP-8, CMP-9: whole trials, from the records to the verdict. */
class TrialRunnerTest {
  @ParameterizedTest
  @CsvSource({
    "PBFT, 4, 0.0", "PBFT, 4, 0.3", "PBFT, 7, 0.3", "PBFT, 16, 0.3",
    "POW, 4, 0.0", "POW, 4, 0.3", "POW, 4, 0.4", "POW, 7, 0.4"
  })
  void everythingIsFinalWhereProgressIsPromised(ProtocolKind protocol, int nodes, double rate) {
    TrialResult result = run(protocol, config(nodes, FaultKind.CRASH, rate));
    assertThat(result.expectedLive()).isTrue();
    assertThat(result.verdict()).as("%s", result.reason()).isEqualTo(TrialOutcome.PASS);
    assertThat(result.requests().submitted()).isPositive();
    assertThat(result.requests().drained()).isTrue();
    assertThat(result.load().percentiles().maxMs()).isPresent();
    assertThat(result.latency().getTotalCount()).isEqualTo(result.requests().submitted());
  }

  @ParameterizedTest
  @CsvSource({"CRASH, 4", "SILENCE, 4", "CRASH, 7", "SILENCE, 7"})
  void pbftCommitsNothingWithoutAQuorum(FaultKind fault, int nodes) {
    TrialResult result = run(ProtocolKind.PBFT, config(nodes, fault, 0.45));
    assertThat(result.expectedLive()).isFalse();
    assertThat(result.verdict()).isEqualTo(TrialOutcome.PASS);
    assertThat(result.requests().committed()).isZero();
    assertThat(result.requests().drained()).isFalse();
    assertThat(result.load().throughput().tps()).isEmpty();
    assertThat(result.load().percentiles().p50Ms()).isEmpty();
    assertThat(TrialColumn.MESSAGES_PER_TX.text(result)).isEmpty();
    assertThat(result.virtualS()).isEqualTo(123);
  }

  @ParameterizedTest
  @EnumSource(FaultKind.class)
  void bothProtocolsStandEveryFaultUpToF(FaultKind fault) {
    for (ProtocolKind protocol : ProtocolKind.values()) {
      if (!fault.appliesTo(protocol)) {
        continue;
      }
      TrialResult result = run(protocol, config(4, fault, 0.25));
      assertThat(result.cell().faulty()).isEqualTo(1);
      assertThat(result.verdict())
          .as("%s %s", protocol, result.reason())
          .isEqualTo(TrialOutcome.PASS);
    }
  }

  @ParameterizedTest
  @EnumSource(ProtocolKind.class)
  void noHonestNodeIsUnknown(ProtocolKind protocol) {
    // Isolated miners confirm branches of their own: that is no disagreement.
    for (FaultKind fault : List.of(FaultKind.CRASH, FaultKind.SILENCE)) {
      TrialResult result = run(protocol, config(4, fault, 1));
      assertThat(result.verdict()).as("%s", fault).isEqualTo(TrialOutcome.UNKNOWN);
      assertThat(result.reason().orElse("")).startsWith("every node was faulty");
      assertThat(result.expectedLive()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(ProtocolKind.class)
  void nothingSubmittedIsUnknown(ProtocolKind protocol) {
    ExperimentConfig config =
        config(4, FaultKind.CRASH, 0, TestTrials.open(1e-6, 1), Signatures.SYMBOLIC);
    TrialResult result = run(protocol, config);
    assertThat(result.requests().submitted()).isZero();
    assertThat(result.verdict()).isEqualTo(TrialOutcome.UNKNOWN);
  }

  private static void assertSame(TrialResult one, TrialResult two) {
    for (TrialColumn column : TrialColumn.values()) {
      assertThat(column.text(two)).as(column.header()).isEqualTo(column.text(one));
    }
    assertThat(two.latency()).isEqualTo(one.latency());
    assertThat(two.warmup()).isEqualTo(one.warmup());
  }

  @Test
  void parallelRunsGiveEqualResults() {
    List<TrialCell> cells = new ArrayList<>();
    for (double rate : new double[] {0, 0.25}) {
      cells.addAll(TrialGrid.of(config(4, FaultKind.LOSS, rate)));
    }
    List<TrialResult> parallel =
        cells.parallelStream().map(cell -> RUNNER.run(cell, TrialHook.NONE)).toList();
    for (int i = 0; i < cells.size(); i++) {
      assertSame(RUNNER.run(cells.get(i), TrialHook.NONE), parallel.get(i));
    }
  }

  @Test
  void anotherSeedGivesAnotherRun() {
    TrialCell cell = cell(ProtocolKind.PBFT, config(4, FaultKind.CRASH, 0));
    TrialCell other = RecordCopy.with(cell, "seed", cell.seed() + 1);
    TrialResult one = RUNNER.run(cell, TrialHook.NONE);
    TrialResult two = RUNNER.run(other, TrialHook.NONE);
    // The workload comes from the pair's seed, which is the same.
    assertThat(two.requests().submitted()).isEqualTo(one.requests().submitted());
    assertThat(two.traceHash()).isNotEqualTo(one.traceHash());
  }

  @ParameterizedTest
  @EnumSource(ProtocolKind.class)
  void realSignaturesGiveTheSameCounts(ProtocolKind protocol) {
    ExperimentConfig symbolic =
        config(4, FaultKind.CRASH, 0, TestTrials.open(10, 1), Signatures.SYMBOLIC);
    ExperimentConfig real =
        config(4, FaultKind.CRASH, 0, TestTrials.open(10, 1), Signatures.ED25519);
    TrialResult one = run(protocol, symbolic);
    TrialResult two = run(protocol, real);
    assertThat(two.verdict()).isEqualTo(TrialOutcome.PASS);
    assertThat(two.requests()).isEqualTo(one.requests());
    assertThat(two.costs().messages()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(ProtocolKind.class)
  void closedLoadKeepsItsRequestsUnderWay(ProtocolKind protocol) {
    ExperimentConfig config =
        config(4, FaultKind.CRASH, 0, TestTrials.closed(3, 2, 2), Signatures.SYMBOLIC);
    TrialResult result = run(protocol, config);
    assertThat(result.verdict()).as("%s", result.reason()).isEqualTo(TrialOutcome.PASS);
    // Each client has two in flight from the start, and submits further ones while the load lasts.
    assertThat(result.requests().submitted()).isGreaterThanOrEqualTo(6);
  }

  @Test
  void hookSeesProgressAndMayStopTheTrial() {
    TrialCell cell = cell(ProtocolKind.PBFT, config(16, FaultKind.CRASH, 0));
    List<Double> seconds = new ArrayList<>();
    TrialHook stopping =
        new TrialHook() {
          @Override
          public boolean isCancelled() {
            return seconds.size() == 2;
          }

          @Override
          public void onProgress(double virtualS, long messages) {
            seconds.add(virtualS);
          }
        };
    assertThatThrownBy(() -> RUNNER.run(cell, stopping)).isInstanceOf(TrialCancelled.class);
    assertThat(seconds).hasSize(2).isSorted();
  }

  @Test
  void workSpentFollowsFromRateAndTime() {
    TrialResult result = run(ProtocolKind.POW, config(4, FaultKind.CRASH, 0.25));
    // Difficulty 16 a second over four nodes, of which three are alive.
    double expected = 16 * 0.75 * result.virtualS();
    assertThat(result.costs().hashes().orElseThrow()).isCloseTo(expected, within(1e-4 * expected));
    // Against a quarter of the hash power and 1 %; 11 would leave 1.3 %.
    assertThat(result.chain().confirmations()).hasValue(12);
    assertThat(run(ProtocolKind.PBFT, config(4, FaultKind.CRASH, 0.25)).costs().hashes())
        .hasValue(0);
  }

  @Test
  void checkRefusesClosedLoadsWithTooManyClients() {
    ExperimentConfig config =
        config(4, FaultKind.CRASH, 0, TestTrials.closed(100, 1, 1), Signatures.SYMBOLIC);
    assertThatThrownBy(() -> RUNNER.check(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("workload.clients must be ");
  }

  /** CMP-45: requests and replies under message authentication codes. */
  @Test
  void allRequestsGetRepliesWithoutSignatures() {
    TrialResult signed = authenticated(RequestProofKind.SIGNED, 0);
    TrialResult macs = authenticated(RequestProofKind.MACS, 0);
    assertThat(macs.verdict()).isEqualTo(TrialOutcome.PASS);
    assertThat(macs.requests().committed()).isEqualTo(signed.requests().committed());
    assertThat(macs.traceHash()).as("another run").isNotEqualTo(signed.traceHash());
    assertThat(authenticated(RequestProofKind.MACS, 0.25).verdict()).isEqualTo(TrialOutcome.PASS);
  }

  private static TrialResult authenticated(RequestProofKind requests, double rate) {
    ExperimentConfig usual = config(4, FaultKind.CRASH, rate);
    return run(
        ProtocolKind.PBFT,
        config(usual, TestTrials.pbft(2, 8, requests), usual.pow(), List.of(), List.of()));
  }
}
