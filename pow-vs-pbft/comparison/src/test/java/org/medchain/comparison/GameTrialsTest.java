package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.GameConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.Signatures;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.comparison.metrics.GameOutcome;
import org.medchain.comparison.metrics.TrialOutcome;

/** CMP-53: committees decide on true and false records, over the real replicas and contracts. */
class GameTrialsTest {
  private static final int QUORUM = 5;

  /** Seven verifiers of eight institutions, five equal votes decide. */
  private static GameConfig game(
      List<Double> dishonest, List<Double> lazy, double miss, double alarm) {
    return RecordCopy.of(GameConfig.defaults())
        .with("dishonest", Optional.of(dishonest))
        .with("lazy", Optional.of(lazy))
        .with("verifiers", OptionalInt.of(7))
        .with("quorum", OptionalInt.of(QUORUM))
        .with("miss", OptionalDouble.of(miss))
        .with("falseAlarm", OptionalDouble.of(alarm))
        .with("honestCost", OptionalDouble.of(1.5))
        .with("falseCost", OptionalDouble.of(0.5))
        .with("falseGain", OptionalDouble.of(4))
        .made();
  }

  private static ExperimentConfig config(double rateTps, double faultRate, GameConfig game) {
    WorkloadConfig load = TestTrials.open(rateTps, 8, 4);
    return TestTrials.config(4, FaultKind.CRASH, faultRate, load, Signatures.SYMBOLIC).with(game);
  }

  private static GameOutcome outcome(TrialResult result) {
    assertThat(result.verdict()).as("%s", result.reason()).isEqualTo(TrialOutcome.PASS);
    return result.game().orElseThrow();
  }

  private static GameOutcome pbft(GameConfig game) {
    return outcome(TestTrials.run(ProtocolKind.PBFT, config(15, 0, game)));
  }

  /** Who looks is never wrong: every verdict is right, and the points follow from the rules. */
  @Test
  void verifiersWhoAreNeverWrongFindTheTruth() {
    TrialResult result =
        TestTrials.run(ProtocolKind.PBFT, config(15, 0, game(List.of(0.5), List.of(0.0), 0, 0)));
    GameOutcome found = outcome(result);
    long records = found.trueRecords() + found.falseRecords();
    assertThat(found.trueRecords()).isPositive();
    assertThat(found.falseRecords()).isPositive();
    assertThat(found.falseAccepted() + found.trueRejected() + found.undecided()).isZero();
    // 10 points for a record, 50 for a false one, and what is outside of the ledger.
    assertThat(found.honestPayoff().orElseThrow()).isCloseTo(10 - 1.5, within(1e-9));
    assertThat(found.falsePayoff().orElseThrow()).isCloseTo(-50 - 0.5, within(1e-9));
    assertThat(found.honestMinusFalse().orElseThrow()).isCloseTo(59, within(1e-9));
    // The votes up to the quorum earn a point each; those after it are refused.
    assertThat(found.pointsIssued()).hasValue(10 * found.trueRecords() + QUORUM * records);
    assertThat(found.pointsBurnt()).hasValue(50 * found.falseRecords());
    assertThat(result.requests().refused()).isEqualTo((7 - QUORUM) * records);
    assertThat(result.requests().submitted()).isGreaterThanOrEqualTo(8 * records);
    assertThat(found.verdictP50Ms().orElseThrow()).isBetween(50.0, 2000.0);
  }

  @Test
  void lazyVerifiersLetEverythingThrough() {
    GameOutcome found = pbft(game(List.of(0.5), List.of(1.0), 0, 0));
    assertThat(found.falseAccepted()).isEqualTo(found.falseRecords()).isPositive();
    assertThat(found.falseAcceptedShare()).hasValue(1);
    assertThat(found.trueRecords()).isPositive();
    assertThat(found.trueRejected()).isZero();
    assertThat(found.falsePayoff().orElseThrow()).isCloseTo(10 + 4 - 0.5, within(1e-9));
    assertThat(found.honestMinusFalse().orElseThrow()).isNegative();
    assertThat(found.pointsBurnt()).hasValue(0);
  }

  @Test
  void votesFollowTheChancesOfTheConfig() {
    // All records false, each vote right with one half: 29 of 128 committees find one valid.
    GameOutcome found = pbft(game(List.of(1.0), List.of(0.0), 0.5, 0));
    assertThat(found.trueRecords()).isZero();
    assertThat(found.honestPayoff()).isEmpty();
    assertThat(found.honestMinusFalse()).isEmpty();
    double share = 29.0 / 128;
    double records = found.falseRecords();
    assertThat(found.falseAccepted() / records)
        .isCloseTo(share, within(5 * Math.sqrt(share * (1 - share) / records)));
    assertThat(found.undecided() / records)
        .isCloseTo(70.0 / 128, within(5 * Math.sqrt(0.25 / records)));
    // A record without a verdict is later than all that have one.
    assertThat(found.verdictP50Ms().isEmpty()).isEqualTo(2 * found.undecided() > records).isTrue();
  }

  /** With a larger share the same are dishonest and some more, and all else is as it was. */
  @Test
  void sharesAreNestedAndTrialsShareTheirLuck() {
    List<TrialCell> cells =
        TrialGrid.of(config(15, 0, game(List.of(0.0, 0.2, 0.6), List.of(0.0, 0.5), 0.1, 0.05)))
            .stream()
            .filter(cell -> cell.protocol() == ProtocolKind.PBFT)
            .toList();
    assertThat(cells).hasSize(6);
    assertThat(cells.stream().map(TrialCell::seed).distinct()).hasSize(1);
    List<GameOutcome> found =
        cells.stream().map(cell -> outcome(TestTrials.RUNNER.run(cell, TrialHook.NONE))).toList();
    assertThat(found.get(0).falseRecords()).isZero();
    assertThat(found.get(0).falseAcceptedShare()).isEmpty();
    assertThat(found.get(2).falseRecords()).isPositive().isLessThan(found.get(4).falseRecords());
    for (int i = 0; i < found.size(); i += 2) {
      // What is uploaded does not depend on who verifies it; lazy votes only ever say "valid".
      assertThat(found.get(i + 1).falseRecords()).isEqualTo(found.get(i).falseRecords());
      assertThat(found.get(i + 1).trueRejected()).isLessThanOrEqualTo(found.get(i).trueRejected());
    }
  }

  /** k confirmations take longer, and decide the same. */
  @ParameterizedTest
  @EnumSource(ProtocolKind.class)
  void everyProtocolGivesVerdicts(ProtocolKind protocol) {
    GameConfig game = game(List.of(0.5), List.of(0.0), 0, 0);
    TrialResult result = TestTrials.run(protocol, config(3, 0, game));
    GameOutcome found = outcome(result);
    assertThat(found.trueRecords() + found.falseRecords()).isPositive();
    assertThat(found.falseAccepted() + found.trueRejected() + found.undecided()).isZero();
    assertThat(found.pointsBurnt()).hasValue(50 * found.falseRecords());
    assertThat(result.requests().drained()).isTrue();
  }

  @Test
  void whereNothingBecomesFinalNothingIsDecided() {
    TrialResult result =
        TestTrials.run(ProtocolKind.PBFT, config(5, 0.5, game(List.of(0.5), List.of(0.0), 0, 0)));
    GameOutcome found = outcome(result);
    assertThat(found.trueRecords() + found.falseRecords()).isZero();
    assertThat(found.honestPayoff()).isEmpty();
    assertThat(found.verdictP50Ms()).isEmpty();
    assertThat(found.pointsIssued()).hasValue(0);
    assertThat(TrialColumn.HONEST_MINUS_FALSE_PAYOFF.text(result)).isEmpty();
    assertThat(TrialColumn.DISHONEST_SHARE.text(result)).isEqualTo("0.5");
  }

  /** CMP-1. */
  @Test
  void theSameCellGivesTheSameGame() {
    ExperimentConfig config = config(15, 0.25, game(List.of(0.3), List.of(0.5), 0.1, 0.05));
    TrialResult one = TestTrials.run(ProtocolKind.PBFT, config);
    TrialResult two = TestTrials.run(ProtocolKind.PBFT, config);
    assertThat(one.game()).isPresent().isEqualTo(two.game());
    assertThat(one.traceHash()).isEqualTo(two.traceHash());
  }
}
