package org.medchain.experiments.report;

import java.util.List;
import java.util.Locale;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.RepeatEstimate;
import org.medchain.experiments.results.ReportSentence;
import tools.jackson.databind.JsonNode;

/** What stands under the figures: what is drawn, and what it means. */
record FigureCaptions(JsonNode config, String ofP99) {
  /** The beginning of a heading. */
  static String title(AxisQuantity y) {
    return y.heading().substring(0, 1).toUpperCase(Locale.ROOT) + y.heading().substring(1);
  }

  String of(AxisQuantity y, List<CellSummary> shown) {
    String meaning =
        switch (y) {
          // Latency there is of a full system: that of lighter loads has figures of its own.
          case LATENCY ->
              ReportSentence.of(
                  "caption.latency",
                  when(isSaturated(), "caption.saturated"),
                  ofP99.isEmpty() ? "" : " " + ofP99);
          case MESSAGES -> ReportSentence.of("caption.messages");
          case VIOLATED -> ReportSentence.of("caption.violated");
          case FALSE_ACCEPTED -> ReportSentence.of("caption.false-records");
          default -> ReportSentence.of("caption.throughput", offered());
        };
    return meaning + notCompared(y, shown);
  }

  private static String when(boolean isSaid, String key, Object... parts) {
    return isSaid ? " " + ReportSentence.of(key, parts) : "";
  }

  /** Which cells have no point or no bar, and why. */
  static String notCompared(AxisQuantity y, List<CellSummary> shown) {
    long unequal = shown.stream().filter(CellSummary::unequal).count();
    long broken = shown.stream().filter(CellSummary::agreementBroken).count();
    boolean mean = y != AxisQuantity.VIOLATED && y != AxisQuantity.FALSE_ACCEPTED;
    boolean latency = y == AxisQuantity.LATENCY || y == AxisQuantity.MEDIAN_LATENCY;
    boolean single = shown.stream().anyMatch(cell -> cell.rows().size() < 2);
    TrialColumn column =
        y == AxisQuantity.MESSAGES ? TrialColumn.MESSAGES_PER_TX : TrialColumn.THROUGHPUT_TPS;
    boolean toZero = shown.stream().anyMatch(cell -> reachesZero(cell.estimate(column)));
    // What did not stay final has no latency; repeats until a mean is narrow are CMP-59's.
    return when(unequal > 0, "caption.unequal", unequal)
        + when(broken > 0 && y != AxisQuantity.VIOLATED, "caption.broken", broken, shown.size())
        + when(mean && single, "caption.one-trial")
        + when(mean && !single && !latency && toZero, "caption.to-zero")
        + when(shown.stream().anyMatch(cell -> cell.rule().decides()), "caption.narrow");
  }

  private static boolean reachesZero(RepeatEstimate estimate) {
    return estimate.low().orElse(1) <= 0 && estimate.value().orElse(0) > 0;
  }

  /** Whether each trial is as fast as its protocol can. */
  boolean isSaturated() {
    return config.path("workload").path("kind").asString("").equals("saturation");
  }

  private boolean isAxis(String path) {
    return config.path("axes").valueStream().anyMatch(group -> group.has(path));
  }

  private String offered() {
    JsonNode load = config.path("workload");
    if (load.path("kind").asString("").equals("open")) {
      return ReportSentence.of(
          "caption.open",
          isAxis("workload.rate_tps") ? "workload.rate_tps" : load.path("rate_tps").asString(""));
    }
    if (isSaturated()) {
      return ReportSentence.of("caption.saturated");
    }
    return ReportSentence.of("caption.closed");
  }
}
