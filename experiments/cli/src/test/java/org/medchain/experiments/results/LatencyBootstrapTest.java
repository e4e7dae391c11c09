package org.medchain.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.results.CellSummary.LatencySource;

/** EXP-36: the interval of a pooled percentile. */
class LatencyBootstrapTest {
  /** A repeat whose requests all took so long, of as many as were measured. */
  private static SortedMap<Long, Long> repeat(long us, int count) {
    Histogram repeat = new Histogram(3);
    repeat.recordValueWithCount(us, count);
    return LatencyBootstrap.counts(repeat);
  }

  @Test
  void twoRepeatsGiveTheirOwnValuesAsEnds() {
    var interval =
        LatencyBootstrap.of(List.of(repeat(1000, 10), repeat(2000, 10)), List.of(10L, 10L))
            .intervalMs(500)
            .orElseThrow();
    assertThat(interval[0]).isBetween(0.99, 1.01);
    assertThat(interval[1]).isBetween(1.98, 2.02);
  }

  @Test
  void oneRepeatAndAnEndThatNeverBecameFinalHaveNone() {
    assertThat(LatencyBootstrap.of(List.of(repeat(1000, 10)), List.of(10L)).intervalMs(500))
        .isEmpty();
    assertThat(
            LatencyBootstrap.of(List.of(repeat(1000, 10), repeat(2000, 1)), List.of(10L, 10L))
                .intervalMs(500))
        .isEmpty();
  }

  /** The same numbers always; more repeats that agree, a narrower interval. */
  @Test
  void drawsAreSeededAndManyRepeatsNarrowIt() {
    List<SortedMap<Long, Long>> repeats = new ArrayList<>();
    List<Long> measured = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      repeats.add(repeat(1000 + 50L * i, 10));
      measured.add(10L);
    }
    double[] first = LatencyBootstrap.of(repeats, measured).intervalMs(500).orElseThrow();
    assertThat(LatencyBootstrap.of(repeats, measured).intervalMs(500).orElseThrow())
        .isEqualTo(first);
    assertThat(first[0]).isGreaterThan(1.0);
    assertThat(first[1]).isLessThan(1.95).isGreaterThan(first[0]);
  }

  private static final RunFolder FOLDER = new RunFolder(Repository.file("results/quickstart"));

  private static final List<TrialColumn> PERCENTILES =
      List.of(TrialColumn.LATENCY_P50_MS, TrialColumn.LATENCY_P90_MS, TrialColumn.LATENCY_P99_MS);

  private static List<RepeatEstimate> estimates(LatencySource latencies) throws Exception {
    return CellSummary.of(WholeTrials.read(FOLDER.trials()), latencies, StoppingRule.NONE).stream()
        .flatMap(cell -> PERCENTILES.stream().map(cell::estimate))
        .toList();
  }

  /** EXP-12: ten thousand repeats would take gigabytes: the source may give the same one again. */
  @Test
  void noHistogramIsKept() throws Exception {
    Histogram only = new Histogram(3);
    assertThat(
            estimates(
                trial -> {
                  only.reset();
                  only.add(FOLDER.latencies(trial));
                  return only;
                }))
        .isNotEmpty()
        .isEqualTo(estimates(FOLDER::latencies));
  }
}
