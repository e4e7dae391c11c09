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
 * What decides a claim without a line of Java, or beside one (CLAIM-13).
 *
 * @param with the claim whose experiment decides this one as well, if another's does
 * @param settings numbers that {@code --set} replaces
 * @param tables that are made for it
 * @param figures over these, and over the raw tables of its experiment
 */
public record ClaimData(
    Optional<String> with,
    List<ClaimSetting> settings,
    List<ClaimTable> tables,
    List<ClaimFigure> figures) {
  private static final Set<String> OF_SETTINGS = Set.of("name", "quick", "full", "says");
  private static final Set<String> OF_TABLES =
      Set.of(
          "name",
          "config",
          "ledger",
          "schedules",
          "each",
          "watch",
          "columns",
          "parts",
          "set",
          "quick",
          "full");
  private static final Set<String> KINDS = Set.of("ledger", "schedules");
  private static final Set<String> OF_PARTS = Set.of("as", "config", "set");
  private static final Set<String> OF_FIGURES =
      Set.of("metric", "of", "plus", "less", "per", "in", "over", "samples", "says");

  /**
   * A raw table, a row a trial, or a row a replicate and strategy.
   *
   * @param name of its file
   * @param kind of the file: {@code config} of trials, {@code ledger} for a study with agents on
   *     the ledger, or {@code schedules} of one kind, which are no file
   * @param each whether each item of {@code adversaries} has trials of its own
   * @param watch the name of what looks at each trial, or nothing
   * @param columns that the file has; empty for all
   * @param parts the files whose rows follow each other
   * @param quick keys of the files with other values, in a quick run
   * @param full the same in a full run
   */
  public record ClaimTable(
      String name,
      String kind,
      boolean each,
      String watch,
      List<String> columns,
      List<TablePart> parts,
      Map<String, String> quick,
      Map<String, String> full) {}

  /**
   * A part of a table.
   *
   * @param as columns with one value in all of its rows
   * @param file in {@code paper/configs}
   * @param set keys of the file with other values
   */
  public record TablePart(Map<String, String> as, String file, Map<String, String> set) {}

  /**
   * A figure: an expression with the other ones that make more of it.
   *
   * @param metric its name
   * @param of table, colon, and an expression as the report has them; {@code mean} is of
   *     independent rows and has an interval
   * @param more by key another expression, a number, or a setting as {@code $name}: {@code plus},
   *     {@code less} and {@code per} change the value in this order; it is a share {@code in}
   *     another one; {@code over} has the rows below it in a mean of quotients; {@code samples}
   *     counts
   * @param says what it is, for people
   */
  public record ClaimFigure(String metric, String of, Map<String, String> more, String says) {}

  /** What an entry says. */
  static ClaimData of(Map<?, ?> entry, Consumer<String> problem) {
    List<ClaimSetting> settings = new ArrayList<>();
    for (Map<?, ?> each : maps(entry, "settings", OF_SETTINGS, problem)) {
      settings.add(
          new ClaimSetting(
              text(each, "name", problem),
              number(each, "quick", problem),
              number(each, "full", problem),
              text(each, "says", problem)));
    }
    List<ClaimTable> tables = new ArrayList<>();
    for (Map<?, ?> each : maps(entry, "tables", OF_TABLES, problem)) {
      tables.add(table(each, problem));
    }
    List<ClaimFigure> figures = new ArrayList<>();
    for (Map<?, ?> each : maps(entry, "figures", OF_FIGURES, problem)) {
      Map<String, String> more = values(each);
      more.keySet().removeAll(Set.of("metric", "of", "says"));
      figures.add(
          new ClaimFigure(
              text(each, "metric", problem),
              text(each, "of", problem),
              more,
              text(each, "says", problem)));
    }
    return new ClaimData(
        Optional.ofNullable(entry.get("with")).map(String::valueOf), settings, tables, figures);
  }

  private static ClaimTable table(Map<?, ?> entry, Consumer<String> problem) {
    String kind = KINDS.stream().filter(entry::containsKey).findFirst().orElse("config");
    Map<String, String> common = values(entry.get("set"));
    List<TablePart> parts = new ArrayList<>();
    for (Map<?, ?> each : maps(entry, "parts", OF_PARTS, problem)) {
      String file = each.containsKey("config") ? text(each, "config", problem) : "";
      parts.add(
          new TablePart(
              values(each.get("as")),
              file.isEmpty() ? text(entry, "config", problem) : file,
              values(each.get("set"))));
    }
    if (parts.isEmpty()) {
      String file = text(entry, kind, problem);
      parts.add(new TablePart(Map.of(), file, Map.of()));
    }
    return new ClaimTable(
        text(entry, "name", problem),
        kind,
        "adversary".equals(entry.get("each")),
        String.valueOf(entry.containsKey("watch") ? entry.get("watch") : ""),
        entry.containsKey("columns")
            ? List.of(text(entry, "columns", problem).split(",\\s*", -1))
            : List.of(),
        parts,
        with(common, values(entry.get("quick"))),
        with(common, values(entry.get("full"))));
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

  private static double number(Map<?, ?> map, String key, Consumer<String> problem) {
    if (!(map.get(key) instanceof Number number)) {
      problem.accept("a number '" + key + "' is wanted in " + map);
      return 0;
    }
    return number.doubleValue();
  }

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
