package org.medchain.experiments.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What stands under the figures: what is drawn, what it means, and the numbers at both ends. */
final class Captions {
  private final JsonNode config;

  /** For a run of that effective config. */
  Captions(JsonNode config) {
    this.config = config;
  }

  static String title(Quantity y) {
    return switch (y) {
      case LATENCY -> "Latency";
      case MESSAGES -> "Messages a request";
      case THROUGHPUT, NODES, FAULT_RATE -> "Throughput";
    };
  }

  String of(Quantity x, Quantity y, List<Figure.Panel> panels) {
    String meaning =
        switch (y) {
          case LATENCY ->
              "From a request's intended start to its finality: f + 1 equal replies under PBFT, k"
                  + " confirmations under proof of work. The full line is the median, the dashed"
                  + " one the 99th percentile, both over all measured requests, those that never"
                  + " became final included.";
          case MESSAGES ->
              "All messages delivered, between nodes and between clients and nodes, divided by the "
                  + "requests that became final.";
          case THROUGHPUT, NODES, FAULT_RATE ->
              "Requests that became final in a second of virtual time after the warm-up. "
                  + offered();
        };
    return meaning + ends(x, y, panels);
  }

  private String offered() {
    JsonNode load = config.path("workload");
    if (load.path("kind").asString("").equals("open")) {
      return "The clients offer "
          + load.path("rate_tps").asString("")
          + " a second, so no line rises above that for long: the figure shows who keeps up, not "
          + "the most that a protocol can do.";
    }
    return "Each client waits for its requests, so throughput falls as latency grows.";
  }

  /** The numbers at both ends of each first line of the first panel, where there are two. */
  private static String ends(Quantity x, Quantity y, List<Figure.Panel> panels) {
    String sentences =
        panels.getFirst().lines().stream()
            .filter(line -> !line.dashed())
            .flatMap(line -> ends(x, y, line).stream())
            .collect(Collectors.joining("; "));
    return sentences.isEmpty()
        ? ""
        : " " + capital(panels.getFirst().title()) + ": " + sentences + ".";
  }

  private static Optional<String> ends(Quantity x, Quantity y, Figure.Line line) {
    List<Figure.Point> there =
        line.points().stream().filter(point -> point.y().mean().isPresent()).toList();
    if (there.size() < 2) {
      return Optional.empty();
    }
    return Optional.of(
        line.name()
            + " "
            + Stream.of(there.getFirst(), there.getLast())
                .map(point -> y.tick(point.y().mean().getAsDouble()) + " at " + x.tick(point.x()))
                .collect(Collectors.joining(", ")));
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
