package org.medchain.experiments.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.RepeatEstimate;
import tools.jackson.databind.JsonNode;

/** What stands under the figures: what is drawn, what it means, and the numbers at both ends. */
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

  static String title(AxisQuantity y) {
    return switch (y) {
      case LATENCY -> "Latency";
      case MESSAGES -> "Messages a request";
      case STALE -> "Stale blocks";
      case VIOLATED -> "Broken agreement";
      case FALSE_ACCEPTED -> "False records found valid";
      default -> "Throughput";
    };
  }

  static String versus(AxisQuantity x) {
    return switch (x) {
      case NODES -> "number of nodes";
      case ATTACKER_SHARE -> "share that finality withstands";
      case EPSILON -> "probability of a reversal that is accepted";
      case BLOCK_INTERVAL -> "block interval";
      case LOAD_SHARE -> "share of the highest sustained rate";
      case DISHONEST -> "dishonest share of the uploaders";
      case THROUGHPUT -> "throughput";
      default -> "fault rate";
    };
  }

  String of(
      AxisQuantity x,
      AxisQuantity y,
      List<ResultFigure.ResultPanel> panels,
      List<CellSummary> shown) {
    String meaning =
        switch (y) {
          case LATENCY ->
              ("From a request's intended start to its finality, in the steady state: f + 1 "
                      + "equal replies under PBFT, k confirmations under proof of work. The full "
                      + "line is the median, the dashed one the 99th percentile, both over the "
                      + "measured requests of all repeats together, those that never became final "
                      + "included; bars reach from the least repeat to the greatest.%s%s%s")
                  .formatted(atSaturation(), p99Note, viewChanges(shown));
          case MESSAGES ->
              "All messages delivered, between nodes and between clients and nodes, divided by the "
                  + "requests that became final.";
          case VIOLATED ->
              "Share of the trials in which nodes that are not Byzantine disagreed, or a block that"
                  + " was final was turned over. PBFT promises that there are none up to f"
                  + " Byzantine nodes; of proof of work's confirmations see the table: k is chosen"
                  + " for the share that finality withstands, not for the one that attacks.";
          default ->
              "Requests that became final in a second of virtual time, counted from when finality"
                  + " is in its steady state to the end of the load. "
                  + offered();
        };
    return meaning + notCompared(y, shown) + ends(x, y, panels);
  }

  /** Which cells have no point or no bar, and why. */
  static String notCompared(AxisQuantity y, List<CellSummary> shown) {
    return unequal(shown) + broken(y, shown) + bars(y, shown) + narrow(shown);
  }

  /** Percentiles too (CMP-59). */
  private static String narrow(List<CellSummary> shown) {
    return shown.stream().anyMatch(cell -> cell.rule().decides())
        ? " Where a mean's interval decided on the number of repeats, marks are that mean, and bars"
            + " that interval."
        : "";
  }

  /** The start is not in the steady state: what it cost stands here. */
  private static String viewChanges(List<CellSummary> shown) {
    List<CellSummary> able =
        shown.stream().filter(c -> c.estimate(TrialColumn.VIEW_CHANGES).present() > 0).toList();
    int changed = able.stream().mapToInt(c -> c.countPositive(TrialColumn.VIEW_CHANGES)).sum();
    if (changed == 0) {
      return "";
    }
    int trials = able.stream().mapToInt(c -> c.rows().size()).sum();
    double slowestMs =
        able.stream()
            .flatMap(c -> c.rows().stream())
            .mapToDouble(row -> row.number(TrialColumn.WARMUP_MAX_MS).orElse(0))
            .max()
            .orElse(0);
    return (" In %s of %s trials with views one was changed; what that cost at the start, "
            + "up to %s a request, is in the column warmup_max_ms.")
        .formatted(changed, trials, AxisQuantity.LATENCY.tick(slowestMs));
  }

  private static String unequal(List<CellSummary> shown) {
    long cells = shown.stream().filter(CellSummary::unequal).count();
    return cells == 0
        ? ""
        : " Cells that promise less than was asked for are not compared: " + cells + " here.";
  }

  /** What did not stay final has no latency. */
  private static String broken(AxisQuantity y, List<CellSummary> shown) {
    long cells = shown.stream().filter(CellSummary::agreementBroken).count();
    return cells == 0 || y == AxisQuantity.VIOLATED
        ? ""
        : (" Cells in which nodes disagreed in any trial have no point, because what was "
                + "final at one node was not at another: %s of %s here.")
            .formatted(cells, shown.size());
  }

  private static String bars(AxisQuantity y, List<CellSummary> shown) {
    if (y == AxisQuantity.VIOLATED) {
      return "";
    }
    if (shown.stream().anyMatch(cell -> cell.rows().size() < 2)) {
      return " One trial a cell has no bar.";
    }
    TrialColumn column =
        y == AxisQuantity.MESSAGES ? TrialColumn.MESSAGES_PER_TX : TrialColumn.THROUGHPUT_TPS;
    boolean dropped =
        y != AxisQuantity.LATENCY
            && y != AxisQuantity.MEDIAN_LATENCY
            && shown.stream()
                .map(cell -> cell.estimate(column))
                .anyMatch(FigureCaptions::reachesZero);
    return dropped ? " Where an interval reaches 0, the point stands without a bar." : "";
  }

  private static boolean reachesZero(RepeatEstimate estimate) {
    return estimate.low().orElse(1) <= 0 && estimate.value().orElse(0) > 0;
  }

  /** Latency there is of a full system: that of lighter loads has figures of its own. */
  private String atSaturation() {
    return isSaturated()
        ? " Each trial is at the highest rate that its search found to be sustained."
        : "";
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
      return "The clients offer "
          + (isAxis("workload.rate_tps") ? "workload.rate_tps" : load.path("rate_tps").asString(""))
          + " a second, so no line rises above that for long: the figure shows who keeps up, not "
          + "the most that a protocol can do.";
    }
    if (isSaturated()) {
      return "Each trial is at the highest rate that its search found to be sustained.";
    }
    return "Each client waits for its requests, so throughput falls as latency grows.";
  }

  /** The numbers at both ends of each first line of the first panel, where there are two. */
  private static String ends(
      AxisQuantity x, AxisQuantity y, List<ResultFigure.ResultPanel> panels) {
    String sentences =
        panels.getFirst().lines().stream()
            .filter(line -> !line.dashed())
            .flatMap(line -> ends(x, y, line).stream())
            .collect(Collectors.joining("; "));
    return sentences.isEmpty()
        ? ""
        : " " + capital(panels.getFirst().title()) + ": " + sentences + ".";
  }

  private static Optional<String> ends(
      AxisQuantity x, AxisQuantity y, ResultFigure.ResultLine line) {
    List<ResultFigure.ResultPoint> there =
        line.points().stream().filter(point -> point.y().value().isPresent()).toList();
    if (there.size() < 2) {
      return Optional.empty();
    }
    return Optional.of(
        line.name()
            + " "
            + Stream.of(there.getFirst(), there.getLast())
                .map(point -> y.tick(point.y().value().getAsDouble()) + " at " + x.tick(point.x()))
                .collect(Collectors.joining(", ")));
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
