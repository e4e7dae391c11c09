package org.medchain.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.config.UserInputException;

/** EXP-21: protocols side by side, repeat by repeat. */
class ProtocolRatiosTest {
  private static List<CellSummary> cells(List<TrialRow> rows) throws UserInputException {
    return CellSummary.of(rows, trial -> new Histogram(3));
  }

  private static List<TrialRow> rows(String protocol, String verdict, double... medians) {
    List<TrialRow> rows = new ArrayList<>();
    for (double median : medians) {
      Map<TrialColumn, String> fields = new EnumMap<>(TrialColumn.class);
      fields.put(TrialColumn.TRIAL, "1");
      fields.put(TrialColumn.PROTOCOL, protocol);
      fields.put(TrialColumn.NODES, "4");
      fields.put(TrialColumn.FAULT, "crash");
      fields.put(TrialColumn.FAULT_RATE, "0.0");
      fields.put(TrialColumn.ATTACKER_SHARE, "0.25");
      fields.put(TrialColumn.EPSILON, "0.001");
      fields.put(TrialColumn.MEASURED, "100");
      fields.put(TrialColumn.LATENCY_P50_MS, Double.toString(median));
      fields.put(TrialColumn.THROUGHPUT_TPS, "2.0");
      fields.put(TrialColumn.VERDICT, verdict);
      rows.add(new TrialRow(fields, Map.of()));
    }
    return rows;
  }

  private static List<TrialRow> both(List<TrialRow> one, List<TrialRow> other) {
    List<TrialRow> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  /** Each pair has its own luck, and all have the same ratio: there is nothing to doubt. */
  @Test
  void whatPairsShareCancels() throws Exception {
    List<ProtocolRatios> ratios =
        ProtocolRatios.of(
            cells(both(rows("pbft", "pass", 100, 400, 900), rows("pow", "pass", 300, 1200, 2700))));
    assertThat(ratios).hasSize(1);
    RepeatEstimate medians = ratios.getFirst().medians();
    assertThat(medians.value().getAsDouble()).isCloseTo(3, within(1e-12));
    assertThat(medians.low().getAsDouble()).isCloseTo(3, within(1e-9));
    assertThat(medians.high().getAsDouble()).isCloseTo(3, within(1e-9));
    assertThat(ratios.getFirst().throughputs().value()).hasValue(1);
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

  @Test
  void whatHasNoValueHasNoRatio() throws Exception {
    assertThat(ProtocolRatios.of(cells(both(rows("pbft", "pass", 1, 2), rows("pow", "pass", 3)))))
        .isEmpty();
    assertThat(ProtocolRatios.of(cells(both(rows("pbft", "pass", 0), rows("pow", "pass", 3)))))
        .isEmpty();
  }
}
