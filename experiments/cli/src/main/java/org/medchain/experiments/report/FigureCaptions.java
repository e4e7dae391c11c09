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
final class FigureCaptions {
  private final JsonNode config;
  private final String p99Note;

  /** For a run of that effective config, with what is known of its 99th percentiles. */
  FigureCaptions(JsonNode config, String ofP99) {
    this.config = config;
    this.p99Note = ofP99.isEmpty() ? "" : " " + ofP99;
  }

  /** The effective config of the run. */
  JsonNode config() {
    return config;
  }

  /** The beginning of a heading. */
  static String title(AxisQuantity y) {
    return capital(y.heading());
  }

  String of(AxisQuantity y, List<CellSummary> shown) {
    String meaning =
        switch (y) {
          case LATENCY -> ReportSentence.of("caption.latency", atSaturation(), p99Note);
          case MESSAGES -> ReportSentence.of("caption.messages");
          case VIOLATED -> ReportSentence.of("caption.violated");
          case FALSE_ACCEPTED -> ReportSentence.of("caption.false-records");
          default -> ReportSentence.of("caption.throughput", offered());
        };
    return meaning + notCompared(y, shown);
  }

  /** Which cells have no point or no bar, and why. */
  static String notCompared(AxisQuantity y, List<CellSummary> shown) {
    return unequal(shown) + broken(y, shown) + bars(y, shown) + narrow(shown);
  }

  /** Percentiles too (CMP-59). */
  private static String narrow(List<CellSummary> shown) {
    return shown.stream().anyMatch(cell -> cell.rule().decides())
        ? " " + ReportSentence.of("caption.narrow")
        : "";
  }

  private static String unequal(List<CellSummary> shown) {
    long cells = shown.stream().filter(CellSummary::unequal).count();
    return cells == 0 ? "" : " " + ReportSentence.of("caption.unequal", cells);
  }

  /** What did not stay final has no latency. */
  private static String broken(AxisQuantity y, List<CellSummary> shown) {
    long cells = shown.stream().filter(CellSummary::agreementBroken).count();
    return cells == 0 || y == AxisQuantity.VIOLATED
        ? ""
        : " " + ReportSentence.of("caption.broken", cells, shown.size());
  }

  private static String bars(AxisQuantity y, List<CellSummary> shown) {
    if (y == AxisQuantity.VIOLATED || y == AxisQuantity.FALSE_ACCEPTED) {
      return "";
    }
    if (shown.stream().anyMatch(cell -> cell.rows().size() < 2)) {
      return " " + ReportSentence.of("caption.one-trial");
    }
    TrialColumn column =
        y == AxisQuantity.MESSAGES ? TrialColumn.MESSAGES_PER_TX : TrialColumn.THROUGHPUT_TPS;
    boolean dropped =
        y != AxisQuantity.LATENCY
            && y != AxisQuantity.MEDIAN_LATENCY
            && shown.stream()
                .map(cell -> cell.estimate(column))
                .anyMatch(FigureCaptions::reachesZero);
    return dropped ? " " + ReportSentence.of("caption.to-zero") : "";
  }

  private static boolean reachesZero(RepeatEstimate estimate) {
    return estimate.low().orElse(1) <= 0 && estimate.value().orElse(0) > 0;
  }

  /** Latency there is of a full system: that of lighter loads has figures of its own. */
  private String atSaturation() {
    return isSaturated() ? " " + ReportSentence.of("caption.saturated") : "";
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

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
