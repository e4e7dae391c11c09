package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.comparison.theory.ConfirmationTime.WaitingStart;

/** CMP-24, CMP-26: how long real miners take to k confirmations, and how many hashes to a block. */
@Tag("statistical")
class SimulatedConfirmationTest {
  private static final int WINDOW = 1;
  private static final int PILOT = 200;
  private static final double DELAY_S = 0.5;

  /** When the chain is at its usual business. */
  private static final long LATER_NS = 50 * SinglePatientChain.SECOND_NS;

  /**
   * The wait for the first block takes by far the largest sample, and is the same for every k: one
   * of them looks at it.
   */
  @ParameterizedTest
  @CsvSource({"1, 0, 4450", "3, 1, 1500", "6, 1, 760"})
  void withoutDelaysItIsErlangs(int confirmations, int firstFigure, int size) {
    RequiredPrecision.Experiment all = undelayed(confirmations);
    RequiredPrecision.VERIFY.check(
        24100 + confirmations,
        size,
        (seed, many) -> {
          List<TheoryComparison> figures = all.run(seed, many);
          return figures.subList(firstFigure, figures.size());
        });
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6})
  void withoutDelaysItIsErlangsMoreClosely(int confirmations) {
    RequiredPrecision.EXHAUSTIVE.check(24200 + confirmations, PILOT, undelayed(confirmations));
  }

  @ParameterizedTest
  @CsvSource({"1, 2000", "3, 1380", "6, 720"})
  void aLoneMinerAddsTheWayThereAndBack(int confirmations, int size) {
    RequiredPrecision.VERIFY.check(24300 + confirmations, size, loneMiner(confirmations));
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6})
  void aLoneMinerAddsTheWayThereAndBackMoreClosely(int confirmations) {
    RequiredPrecision.EXHAUSTIVE.check(24400 + confirmations, PILOT, loneMiner(confirmations));
  }

  /**
   * Between miners that hear of each other's blocks late, k blocks of one chain are at least k
   * finds, and at most k times a delay, after which all are as high as the highest was, and a find.
   */
  @ParameterizedTest
  @CsvSource({"3, 1400", "6, 740"})
  void delaysBetweenMinersAddNoMoreThanOneForEachBlock(int confirmations, int first) {
    ConfirmationRun.ConfirmationRunSetup setting =
        ConfirmationRun.ConfirmationRunSetup.of(
            WINDOW, confirmations, DELAY_S, List.of(0.25, 0.25, 0.25, 0.25), LATER_NS);
    double least = erlang(shown(confirmations)) + 2 * DELAY_S;
    RequiredPrecision.Experiment experiment =
        (seed, size) -> {
          SummaryStatistics accepted = new SummaryStatistics();
          for (int i = 0; i < size; i++) {
            accepted.addValue(setting.run(RequiredPrecision.seed(seed, i)).acceptedS());
          }
          return List.of(
              new TheoryComparison(
                  "s among miners, at least, k=" + confirmations,
                  least,
                  SampleEstimate.MeanEstimate.of(accepted)));
        };
    TheoryComparison figure =
        RequiredPrecision.VERIFY.sized(24_500 + confirmations, first, experiment).get(0);
    figure.assertBetween(
        least, least + confirmations * DELAY_S, RequiredPrecision.VERIFY.halfWidth());
  }

  /** Three miners whose blocks are everywhere at once: nothing forks. */
  static RequiredPrecision.Experiment undelayed(int confirmations) {
    ConfirmationRun.ConfirmationRunSetup setting =
        ConfirmationRun.ConfirmationRunSetup.of(
            WINDOW, confirmations, 0, List.of(0.5, 0.3, 0.2), 0);
    return (seed, size) -> {
      SummaryStatistics first = new SummaryStatistics();
      SummaryStatistics accepted = new SummaryStatistics();
      SummaryStatistics charged = new SummaryStatistics();
      SummaryStatistics tried = new SummaryStatistics();
      for (int i = 0; i < size; i++) {
        ConfirmationRun run = setting.run(RequiredPrecision.seed(seed, i));
        first.addValue(run.firstBlockS());
        accepted.addValue(run.acceptedS());
        // The run ends with the find that makes the request final.
        charged.addValue(run.chargedHashes() / shown(confirmations));
        assertThat(run.tries()).hasSize(shown(confirmations));
        run.tries().forEach(tried::addValue);
      }
      String at = " k=" + confirmations;
      double hashes =
          HashesPerBlock.ofCompact(ConfirmationRun.DIFFICULTY.compact()).expected().doubleValue();
      return List.of(
          new TheoryComparison(
              "s to the first block" + at, erlang(1), SampleEstimate.MeanEstimate.of(first)),
          new TheoryComparison(
              "s to acceptance" + at,
              erlang(shown(confirmations)),
              SampleEstimate.MeanEstimate.of(accepted)),
          new TheoryComparison(
              "hashes charged" + at, hashes, SampleEstimate.MeanEstimate.of(charged)),
          new TheoryComparison("hashes tried" + at, hashes, SampleEstimate.MeanEstimate.of(tried)));
    };
  }

  /** No other node mines, so nothing forks, but the request and its proof take their time. */
  private static RequiredPrecision.Experiment loneMiner(int confirmations) {
    ConfirmationRun.ConfirmationRunSetup setting =
        ConfirmationRun.ConfirmationRunSetup.of(
            WINDOW, confirmations, DELAY_S, List.of(1.0, 0.0), LATER_NS);
    double exact = erlang(shown(confirmations)) + 2 * DELAY_S;
    return (seed, size) -> {
      SummaryStatistics accepted = new SummaryStatistics();
      for (int i = 0; i < size; i++) {
        accepted.addValue(setting.run(RequiredPrecision.seed(seed, i)).acceptedS());
      }
      return List.of(
          new TheoryComparison(
              "s by a lone miner k=" + confirmations,
              exact,
              SampleEstimate.MeanEstimate.of(accepted)));
    };
  }

  private static double erlang(int blocks) {
    return new ConfirmationTime(blocks, WaitingStart.SUBMISSION, ConfirmationRun.INTERVAL_S, 1)
        .meanS();
  }

  /** The receipt is proven by the header W above: one confirmation is shown with the second. */
  private static int shown(int confirmations) {
    return Math.max(confirmations, WINDOW + 1);
  }
}
