package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.comparison.TestTrials.config;
import static org.medchain.comparison.TestTrials.run;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.Signatures;
import org.medchain.comparison.metrics.TrialOutcome;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.Fault.PlannedFault;

/** CMP-41, CMP-43, CMP-44: trials in which something goes wrong at known nodes and times. */
@Tag("statistical")
class PlannedFaultsTest {
  private static final double NEVER = Double.POSITIVE_INFINITY;

  private static ExperimentConfig with(PlannedFault... planned) {
    ExperimentConfig usual =
        config(4, FaultKind.CRASH, 0, TestTrials.open(10, 6), Signatures.SYMBOLIC);
    return config(usual, List.of(), List.of(planned));
  }

  static Stream<Arguments> passing() {
    List<Integer> one = List.of(1);
    List<PlannedFault> faults =
        List.of(
            new Fault.Crash(one, 2),
            new Fault.Restart(one, 2, 4),
            new Fault.Restart(List.of(0, 1, 2, 3), 2, 4),
            new Fault.Partition(List.of(List.of(0, 1, 2), List.of(3)), 1, 4),
            new Fault.Partition(List.of(List.of(0, 1), List.of(2, 3)), 1, 4),
            new Fault.Eclipse(2, List.of(1), 1, 4),
            new Fault.Silence(one, 1, 4),
            new Fault.Silence(one, 1, NEVER),
            new Fault.Delay(one, 1, NEVER, 100),
            new Fault.Loss(one, 1, 4, 0.5));
    return faults.stream()
        .flatMap(fault -> Stream.of(ProtocolKind.values()).map(each -> Arguments.of(fault, each)));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void everythingIsFinalAfterIt(PlannedFault fault, ProtocolKind protocol) {
    TrialResult result = run(protocol, with(fault));
    assertThat(result.expectedLive()).isTrue();
    assertThat(result.verdict()).as("%s", result.reason()).isEqualTo(TrialOutcome.PASS);
    assertThat(result.traceHash()).isNotEqualTo(run(protocol, with()).traceHash());
    assertThat(run(protocol, with(fault)).traceHash()).isEqualTo(result.traceHash());
    assertThat(result.recovery().restarts())
        .isEqualTo(fault instanceof Fault.Restart it ? it.nodes().size() : 0);
  }

  @Test
  void partitionThatNeverHealsIsNoProgressToPromise() {
    List<List<Integer>> halves = List.of(List.of(0, 1), List.of(2, 3));
    TrialResult result = run(ProtocolKind.PBFT, with(new Fault.Partition(halves, 0, NEVER)));
    assertThat(result.expectedLive()).isFalse();
    assertThat(result.requests().committed()).isZero();
    assertThat(result.verdict()).isEqualTo(TrialOutcome.UNKNOWN);
    TrialResult quorum =
        run(
            ProtocolKind.PBFT,
            with(new Fault.Partition(List.of(List.of(0, 1, 2), List.of(3)), 0, NEVER)));
    assertThat(quorum.expectedLive()).isTrue();
    assertThat(quorum.verdict()).as("%s", quorum.reason()).isEqualTo(TrialOutcome.PASS);
  }

  /** Two halves that mine on until both have confirmed their own branch. */
  @Test
  void partitionBreaksProofOfWorkWhichPromisesNothingThen() {
    List<List<Integer>> halves = List.of(List.of(0, 1), List.of(2, 3));
    ExperimentConfig usual =
        config(4, FaultKind.CRASH, 0, TestTrials.open(5, 30), Signatures.SYMBOLIC);
    TrialResult result =
        run(
            ProtocolKind.POW,
            config(usual, List.of(), List.of(new Fault.Partition(halves, 0, 60))));
    assertThat(result.chain().agreementViolations()).isPositive();
    assertThat(result.verdict()).isEqualTo(TrialOutcome.UNKNOWN);
  }

  @Test
  void crashesThatLeaveNoQuorumAtAllAreMute() {
    TrialResult fromTheStart = run(ProtocolKind.PBFT, with(new Fault.Crash(List.of(2, 3), 0)));
    assertThat(fromTheStart.expectedLive()).isFalse();
    assertThat(fromTheStart.verdict()).isEqualTo(TrialOutcome.PASS);
    TrialResult later = run(ProtocolKind.PBFT, with(new Fault.Crash(List.of(2, 3), 3)));
    assertThat(later.requests().committed()).isPositive();
    assertThat(later.requests().drained()).isFalse();
    assertThat(later.verdict()).as("%s", later.reason()).isEqualTo(TrialOutcome.PASS);
  }

  /** Down for longer than a window of heights: the others have forgotten what it missed. */
  @Test
  void replicaThatWasAwayForLongTakesAStateFromAnother() {
    ExperimentConfig usual =
        config(4, FaultKind.CRASH, 0, TestTrials.open(20, 12), Signatures.SYMBOLIC);
    TrialResult result =
        run(
            ProtocolKind.PBFT,
            config(
                usual,
                TestTrials.pbft(2, 4),
                usual.pow(),
                List.of(),
                List.of(new Fault.Restart(List.of(3), 1, 9))));
    assertThat(result.verdict()).as("%s", result.reason()).isEqualTo(TrialOutcome.PASS);
    assertThat(result.recovery().stateTransfers().orElse(0)).isPositive();
    assertThat(result.recovery().checkpoints().orElse(0)).isPositive();
    assertThat(result.recovery().restarts()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(ProtocolKind.class)
  void allFaultyNodesRestart(ProtocolKind protocol) {
    ExperimentConfig config =
        config(7, FaultKind.RESTART, 0.5, TestTrials.open(10, 12), Signatures.SYMBOLIC);
    TrialResult result = run(protocol, config);
    assertThat(result.recovery().restarts()).isEqualTo(4);
    assertThat(result.expectedLive()).isTrue();
    assertThat(result.verdict()).as("%s", result.reason()).isEqualTo(TrialOutcome.PASS);
  }
}
