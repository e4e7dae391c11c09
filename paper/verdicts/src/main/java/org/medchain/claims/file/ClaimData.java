package org.medchain.claims.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What decides a claim without a line of Java (CLAIM-13).
 *
 * @param tables that are made for it
 * @param figures over these, and over the raw tables of its experiment
 */
public record ClaimData(List<ClaimTable> tables, List<ClaimFigure> figures) {
  private static final Set<String> OF_TABLES =
      Set.of("name", "config", "ledger", "each", "set", "quick", "full");
  private static final Set<String> OF_FIGURES = Set.of("metric", "of", "in", "says");

  /**
   * A raw table, a row a trial, or a row a replicate and strategy.
   *
   * @param name of its file
   * @param file in {@code paper/configs}
   * @param ledger whether the file is a study with agents on the ledger, and not a config of trials
   * @param each whether each item of {@code adversaries} has trials of its own
   * @param quick keys of the file with other values, in a quick run
   * @param full the same in a full run
   */
  public record ClaimTable(
      String name,
      String file,
      boolean ledger,
      boolean each,
      Map<String, String> quick,
      Map<String, String> full) {}

  /**
   * A figure.
   *
   * @param metric its name
   * @param of table, colon, and an expression as the report has them; {@code mean} is of
   *     independent rows and has an interval
   * @param in the count that this count is a share of
   * @param says what it is, for people
   */
  public record ClaimFigure(String metric, String of, Optional<String> in, String says) {}

  /** What an entry says. */
  static ClaimData of(Map<?, ?> entry, Consumer<String> problem) {
    List<ClaimTable> tables = new ArrayList<>();
    for (Map<?, ?> each : maps(entry, "tables", OF_TABLES, problem)) {
      boolean ledger = each.containsKey("ledger");
      Map<String, String> common = values(each.get("set"));
      tables.add(
          new ClaimTable(
              text(each, "name", problem),
              text(each, ledger ? "ledger" : "config", problem),
              ledger,
              "adversary".equals(each.get("each")),
              with(common, values(each.get("quick"))),
              with(common, values(each.get("full")))));
    }
    List<ClaimFigure> figures = new ArrayList<>();
    for (Map<?, ?> each : maps(entry, "figures", OF_FIGURES, problem)) {
      figures.add(
          new ClaimFigure(
              text(each, "metric", problem),
              text(each, "of", problem),
              Optional.ofNullable(each.get("in")).map(String::valueOf),
              text(each, "says", problem)));
    }
    return new ClaimData(List.copyOf(tables), List.copyOf(figures));
  }

  private static List<Map<?, ?>> maps(
      Map<?, ?> entry, String key, Set<String> allowed, Consumer<String> problem) {
    List<Map<?, ?>> maps = new ArrayList<>();
    for (Object each : entry.get(key) instanceof List<?> list ? list : List.of()) {
      if (each instanceof Map<?, ?> map && allowed.containsAll(map.keySet())) {
        maps.add(map);
      } else {
        problem.accept(
            key + ": " + each + "; allowed: " + String.join(", ", new TreeSet<>(allowed)));
      }
    }
    return maps;
  }

  private static String text(Map<?, ?> map, String key, Consumer<String> problem) {
    if (!(map.get(key) instanceof String text)) {
      problem.accept("'" + key + "' is wanted in " + map);
      return "";
    }
    return text.strip();
  }

  /** As a file says them: a list of numbers is YAML as it is printed. */
  private static Map<String, String> values(Object entry) {
    Map<String, String> values = new LinkedHashMap<>();
    if (entry instanceof Map<?, ?> map) {
      map.forEach((key, value) -> values.put(String.valueOf(key), String.valueOf(value)));
    }
    return values;
  }

  private static Map<String, String> with(Map<String, String> common, Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(common);
    all.putAll(more);
    return all;
  }
}
