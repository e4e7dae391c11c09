package org.medchain.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.ProtocolRatios.PairedDifference;

/** EXP-21, CMP-60: protocols side by side, repeat by repeat. */
class ProtocolRatiosTest {
  private static List<CellSummary> cells(List<TrialRow> rows) throws UserInputException {
    return CellSummary.of(rows, trial -> new Histogram(3), StoppingRule.NONE);
  }

  private static List<TrialRow> rows(String protocol, String verdict, double... medians) {
    List<TrialRow> rows = new ArrayList<>();
    for (double median : medians) {
      rows.add(
          MadeRow.of(
              "protocol=%s repeat=%s latency_p50_ms=%s throughput_tps=2.0 verdict=%s"
                  .formatted(protocol, rows.size() + 1, median, verdict)));
    }
    return rows;
  }

  private static List<TrialRow> both(List<TrialRow> one, List<TrialRow> other) {
    List<TrialRow> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  /** Ratios 2 and 8 have the geometric mean 4, and an interval that holds no negative ratio. */
  @Test
  void meansAreGeometric() throws Exception {
    RepeatEstimate medians =
        ProtocolRatios.of(
                cells(both(rows("pbft", "pass", 100, 100), rows("pow", "pass", 200, 800))))
            .getFirst()
            .medians();
    assertThat(medians.value().getAsDouble()).isCloseTo(4, within(1e-9));
    // t(0.975; 1) = 12.7062 times ln 2, as a factor each way.
    assertThat(medians.high().getAsDouble() / 4)
        .isCloseTo(Math.exp(12.7062 * Math.log(2)), within(9.0));
    assertThat(medians.low().getAsDouble()).isPositive();
  }

  @Test
  void whatPromisesLessIsNotCompared() throws Exception {
    for (String verdict : List.of("unequal", "unknown", "fail")) {
      assertThat(
              ProtocolRatios.of(
                  cells(both(rows("pbft", "pass", 1, 2), rows("pow", verdict, 3, 4)))))
          .isEmpty();
    }
  }

  /** A cell may need more repeats than another: those of both are pairs (CMP-59). */
  @Test
  void repeatsOfOneAreNoPairs() throws Exception {
    ProtocolRatios ratios =
        ProtocolRatios.of(cells(both(rows("pbft", "pass", 1, 2, 9, 50), rows("pow", "pass", 2, 4))))
            .getFirst();
    assertThat(ratios.medians().value().getAsDouble()).isCloseTo(2, within(1e-12));
    assertThat(ratios.medianDifference().pairs().value()).hasValue(1.5);
    assertThat(ratios.medianDifference().pairs().repeats()).isEqualTo(2);
  }

  /**
   * CMP-60: where most of what moves both is what they share, the interval of the difference is
   * narrower over pairs; both are about the same mean, and without anything shared they are alike.
   */
  @Property(seed = "82", tries = 200)
  void pairsAreNarrower(@ForAll @IntRange(min = 4, max = 30) int repeats, @ForAll long seed)
      throws Exception {
    Random chance = new Random(seed);
    double[] shared = chance.doubles(repeats, 100, 200).toArray();
    double[] pbft = Arrays.stream(shared).map(each -> each + chance.nextDouble(5)).toArray();
    double[] pow = Arrays.stream(shared).map(each -> each + 50 + chance.nextDouble(5)).toArray();
    PairedDifference difference =
        ProtocolRatios.of(cells(both(rows("pbft", "pass", pbft), rows("pow", "pass", pow))))
            .getFirst()
            .medianDifference();
    double half = difference.pairs().halfWidth().getAsDouble();
    assertThat(half).isLessThan(difference.unpairedHalf().getAsDouble() / 2);
    assertThat(difference.pairs().value().getAsDouble()).isCloseTo(50, within(5.0));
  }

  @Test
  void whatHasNoValueHasNoRatio() throws Exception {
    assertThat(
            ProtocolRatios.of(cells(both(rows("pbft", "pass", 1, 0), rows("pow", "pass", 3, 4)))))
        .isEmpty();
    assertThat(ProtocolRatios.of(cells(both(rows("pbft", "pass", 0), rows("pow", "pass", 3)))))
        .isEmpty();
  }
}
