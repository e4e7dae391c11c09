package org.medchain.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import org.medchain.comparison.TrialColumn;

/** EXP-12: the latencies of a cell's repeats together. */
class CellSummaryTest {
  private static final RunFolder FOLDER = new RunFolder(Repository.file("results/quickstart"));

  private static final List<TrialColumn> PERCENTILES =
      List.of(TrialColumn.LATENCY_P50_MS, TrialColumn.LATENCY_P90_MS, TrialColumn.LATENCY_P99_MS);

  private static List<RepeatEstimate> estimates(CellSummary.LatencySource latencies)
      throws Exception {
    return CellSummary.of(WholeTrials.read(FOLDER.trials()), latencies, StoppingRule.NONE).stream()
        .flatMap(cell -> PERCENTILES.stream().map(cell::estimate))
        .toList();
  }

  /** Ten thousand repeats would take gigabytes: the source may give the same one again. */
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
