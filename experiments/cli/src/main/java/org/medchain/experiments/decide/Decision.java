package org.medchain.experiments.decide;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.experiments.config.SchemaText;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.ReadableNumbers;
import org.medchain.experiments.execution.WrappedText;

/**
 * Answers questions from committed tables (BASE-12).
 *
 * @param cells of simulated chains
 * @param tables of processes
 */
record Decision(ChoiceCells cells, MeasuredTables tables) {
  /** Beyond this share of saturation nothing was measured. */
  static final double LOAD_MAX = 0.8;

  private static final String NOT_MEASURED = "not measured";
  private static final int LABEL = 14;
  private static final double YEAR_S = 365 * 86_400.0;
  private static final double GB = 1e9;
  private static final double SECOND_MS = 1e3;

  /** From the project's root. */
  static Decision read(Path root) throws UserInputException {
    return new Decision(ChoiceCells.read(root), MeasuredTables.read(root));
  }

  /**
   * How fast a system is there; a database's is that of one machine, without a distance.
   *
   * @param p50Ms median latency; NaN where there is none
   * @param p99Ms 99th percentile; NaN where there is none
   * @param saturationTps the most requests a second; NaN where it was not measured
   */
  record SystemSpeed(double p50Ms, double p99Ms, double saturationTps) {}

  /** Of one system. */
  SystemSpeed speed(ChoiceSystem system, DecideQuestion asked) {
    if (system.protocol().isEmpty()) {
      return new SystemSpeed(
          tables.put(system.name(), "p50_ms"),
          tables.put(system.name(), "p99_ms"),
          tables.put(system.name(), "throughput_per_s"));
    }
    ProtocolKind chain = system.protocol().get();
    double most = cells.saturationTps(asked.point(chain, 0));
    ChoicePoint point = asked.point(chain, most);
    boolean measured = asked.rateTps() <= LOAD_MAX * most;
    return new SystemSpeed(
        measured ? cells.latencyMs(point, TrialColumn.LATENCY_P50_MS) : Double.NaN,
        measured ? cells.latencyMs(point, TrialColumn.LATENCY_P99_MS) : Double.NaN,
        most);
  }

  /** Why a system has no answer; empty where it has one. */
  private static String gap(DecideQuestion asked, SystemSpeed speed) {
    double most = LOAD_MAX * speed.saturationTps();
    return asked.rateTps() > most
        ? "the rate is over %s, 80 %% of saturation".formatted(text(most, "/s"))
        : Double.isNaN(speed.p50Ms()) ? "its latency there is not measured" : "";
  }

  /** Why no simulated system has an answer; empty where one has. */
  String refusal(DecideQuestion asked) {
    List<String> gaps =
        ChoiceSystem.chains().stream().map(each -> gap(asked, speed(each, asked))).toList();
    String some = gaps.contains("") ? "" : gaps.getFirst();
    return asked.outside().isEmpty() ? some : asked.outside();
  }

  /** The recommendation, the simplest system that suits, and what is known of each. */
  List<String> answer(DecideQuestion asked) {
    List<String> lines = new ArrayList<>();
    Map<String, String> first = new HashMap<>();
    for (ChoiceSystem system : ChoiceSystem.all()) {
      Map<String, String> values = values(system, asked);
      first.putIfAbsent(values.get("suits").split("\\W", 2)[0], system.name());
      lines.add("");
      SchemaText.of(Decision.class, "answer.txt")
          .lines()
          .map(line -> filled(line, values))
          .filter(line -> !line.substring(LABEL).equals(NOT_MEASURED))
          .flatMap(line -> WrappedText.of(line.substring(0, LABEL), line.substring(LABEL)).stream())
          .forEach(lines::add);
    }
    String choice =
        first.containsKey("yes")
            ? "Choose " + first.get("yes")
            : "Perhaps " + first.getOrDefault("untried", "none of them");
    lines.addFirst("%s: %s.".formatted(choice, asked.words()));
    lines.add("");
    lines.addAll(tables.missing());
    return lines;
  }

  /** What stands in the places of {@code answer.txt}. */
  private Map<String, String> values(ChoiceSystem system, DecideQuestion asked) {
    SystemSpeed speed = speed(system, asked);
    String gap = gap(asked, speed);
    String tried = system.row().get("tried_on");
    double gbAYear = tables.recordBytes(tried) * asked.rateTps() * YEAR_S / GB;
    String latency =
        "median %s, 99th percentile %s; {counted}"
            .formatted(time(speed.p50Ms()), time(speed.p99Ms()));
    Map<String, String> values = new LinkedHashMap<>();
    values.put("latency", gap.isEmpty() ? latency : NOT_MEASURED);
    values.putAll(system.row());
    // Harm is a reason against a system whose times nobody knows, too.
    String kept = tables.keeps(tried, asked.wanted());
    boolean known = gap.isEmpty() || kept.startsWith("no,");
    values.put("suits", known ? kept : "unknown: " + gap);
    values.put("unfinished", system.protocol().map(cells::unfinished).orElse(""));
    values.put("saturation", text(speed.saturationTps(), " requests/s at saturation"));
    values.put("disk", text(gbAYear, " GB a year and node"));
    values.put("f", Integer.toString(ChoicePoint.tolerated(asked.nodes())));
    values.put("none", tables.attacks(tried, "none", "attacks without harm"));
    values.put("noticed", tables.attacks(tried, "noticed", "harm that was noticed"));
    values.put("unnoticed", tables.attacks(tried, "unnoticed", "harm that nobody noticed"));
    values.put("compared", tables.reality(asked.nodes()));
    values.put("command", system.command(asked));
    return values;
  }

  /** With values in their places; those of the first may have places for others. */
  private static String filled(String line, Map<String, String> values) {
    String filled = line;
    for (Map.Entry<String, String> each : values.entrySet()) {
      filled = filled.replace("{" + each.getKey() + "}", each.getValue());
    }
    return filled;
  }

  private static String time(double ms) {
    return ms < SECOND_MS ? text(ms, " ms") : text(ms / SECOND_MS, " s");
  }

  private static String text(double value, String unit) {
    return Double.isNaN(value) ? NOT_MEASURED : ReadableNumbers.significant(value) + unit;
  }
}
