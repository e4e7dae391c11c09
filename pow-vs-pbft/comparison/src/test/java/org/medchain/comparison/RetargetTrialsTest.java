package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.medchain.comparison.TestTrials.config;
import static org.medchain.comparison.TestTrials.run;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.comparison.config.ConfirmationConfig;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.PowConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.Retarget;
import org.medchain.comparison.config.Signatures;
import org.medchain.comparison.metrics.LastQuarterBlocks;
import org.medchain.comparison.metrics.TrialOutcome;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.Fault.PlannedFault;

/**
 * CMP-46, CMP-47: the difficulty follows the hash power, seen on real miners of whom half crash.
 */
@Tag("statistical")
class RetargetTrialsTest {
  private static final double NOISE = 0.3;
  private static final double INTERVAL_S = 2;
  private static final long DIFFICULTY = 256;

  /** A window that no run ends: the difficulty never changes, but the two columns are filled. */
  private static final Retarget ENDLESS = new Retarget.Windowed(1_000_000, 1);

  private static final PlannedFault HALF_CRASHES = new Fault.Crash(List.of(4, 5, 6, 7), 200);

  /** Half comes back after the first half of the run. */
  private static final PlannedFault HALF_RESTARTS =
      new Fault.Restart(List.of(4, 5, 6, 7), 0.1, 450);

  static Stream<Retarget> followers() {
    return Stream.of(new Retarget.Windowed(20, 0.25), new Retarget.Asert(10, 0.25));
  }

  private static ExperimentConfig mining(Retarget rule, PlannedFault... faults) {
    ExperimentConfig usual =
        config(8, FaultKind.CRASH, 0, TestTrials.open(0.2, 900), Signatures.SYMBOLIC);
    PowConfig quick = usual.pow();
    PowConfig pow =
        RecordCopy.of(quick)
            .with("difficulty", DIFFICULTY)
            .with("blockIntervalS", List.of(INTERVAL_S))
            .with("retransmitMs", 10_000.0)
            .with("retarget", rule)
            .with("confirmations", new ConfirmationConfig(12, 24))
            .made();
    return config(usual, usual.pbft(), pow, List.of(), List.of(faults));
  }

  private static LastQuarterBlocks late(TrialResult result) {
    assertThat(result.verdict()).as("%s", result.reason()).isEqualTo(TrialOutcome.PASS);
    // Clients take no answer from blocks whose difficulty they hold for wrong.
    assertThat(result.requests().drained()).isTrue();
    return result.chain().late().orElseThrow();
  }

  private static LastQuarterBlocks late(Retarget rule, PlannedFault fault) {
    return late(run(ProtocolKind.POW, mining(rule, fault)));
  }

  @Test
  void underOneDifficultyHalfTheMinersTakeTwiceAsLong() {
    LastQuarterBlocks late = late(ENDLESS, HALF_CRASHES);
    assertThat(late.intervalS() / (2 * INTERVAL_S)).isCloseTo(1, within(NOISE));
    assertThat(late.difficulty()).isEqualTo(DIFFICULTY);
  }

  @ParameterizedTest
  @MethodSource("followers")
  void halfTheMinersComeToTakeAsLongAsAllOfThem(Retarget rule) {
    LastQuarterBlocks late = late(rule, HALF_CRASHES);
    assertThat(late.intervalS() / INTERVAL_S).isCloseTo(1, within(NOISE));
    assertThat(late.difficulty() / (DIFFICULTY / 2.0)).isCloseTo(1, within(NOISE));
  }

  @ParameterizedTest
  @MethodSource("followers")
  void minersThatComeBackBringTheDifficultyBack(Retarget rule) {
    LastQuarterBlocks late = late(rule, HALF_RESTARTS);
    assertThat(late.intervalS() / INTERVAL_S).isCloseTo(1, within(NOISE));
    assertThat(late.difficulty() / DIFFICULTY).isCloseTo(1, within(NOISE));
  }

  /**
   * Decision 0080: who comes back after half-lives finds the next block easy, and confirms a branch
   * of its own before it hears of the others'.
   */
  @Test
  void minersReturningAfterLongAbsenceUnderAsert() {
    TrialResult cheap = run(ProtocolKind.POW, mining(new Retarget.Asert(10, 0.01), HALF_RESTARTS));
    assertThat(cheap.chain().agreementViolations()).isPositive();
    assertThat(cheap.verdict()).isEqualTo(TrialOutcome.UNKNOWN);
  }

  /** The easiest difficulty is a bound: a quarter of the miners would need a quarter. */
  @Test
  void noBlockIsEasierThanTheEasiest() {
    PlannedFault most = new Fault.Crash(List.of(2, 3, 4, 5, 6, 7), 0);
    LastQuarterBlocks late = late(new Retarget.Asert(10, 0.5), most);
    assertThat(late.difficulty()).isEqualTo(DIFFICULTY / 2.0);
    assertThat(late.intervalS() / (2 * INTERVAL_S)).isCloseTo(1, within(NOISE));
  }

  /** The first difficulty is for all miners; here half of them never were. */
  @ParameterizedTest
  @MethodSource("followers")
  void aFirstDifficultyThatIsTooHighIsCorrected(Retarget rule) {
    LastQuarterBlocks late = late(rule, new Fault.Crash(List.of(0, 1, 2, 3), 0));
    assertThat(late.intervalS() / INTERVAL_S).isCloseTo(1, within(NOISE));
  }

  @Test
  void windowThatNeverEndsIsTheConstantRule() {
    TrialResult constant = run(ProtocolKind.POW, mining(new Retarget.Constant(), HALF_CRASHES));
    TrialResult endless = run(ProtocolKind.POW, mining(ENDLESS, HALF_CRASHES));
    assertThat(endless.traceHash()).isEqualTo(constant.traceHash());
    // Nothing follows anything, and tables of one difficulty are what they always were.
    assertThat(constant.chain().late()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("followers")
  void sameCellGivesTheSameResult(Retarget rule) {
    ExperimentConfig config = mining(rule, HALF_CRASHES);
    TrialResult result = run(ProtocolKind.POW, config);
    assertThat(run(ProtocolKind.POW, config).traceHash()).isEqualTo(result.traceHash());
    assertThat(result.traceHash())
        .isNotEqualTo(run(ProtocolKind.POW, mining(ENDLESS, HALF_CRASHES)).traceHash());
  }

  @ParameterizedTest
  @EnumSource(
      value = ProtocolKind.class,
      names = {"PBFT", "SEALED"})
  void protocolsWithQuorumsKnowNothingOfIt(ProtocolKind protocol) {
    ExperimentConfig usual = config(4, FaultKind.CRASH, 0);
    TrialResult result = run(protocol, with(usual, new Retarget.Asert(5, 1)));
    TrialResult constant = run(protocol, with(usual, new Retarget.Constant()));
    assertThat(result.traceHash()).isEqualTo(constant.traceHash());
    assertThat(result.chain().late()).isEmpty();
  }

  private static ExperimentConfig with(ExperimentConfig usual, Retarget rule) {
    return config(usual, usual.pbft(), mining(rule).pow(), List.of(), List.of());
  }
}
