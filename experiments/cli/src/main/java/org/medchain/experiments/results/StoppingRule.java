package org.medchain.experiments.results;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.medchain.comparison.TrialColumn;
import tools.jackson.databind.JsonNode;

/**
 * When a cell has repeats enough, and the interval of its means then (CMP-59, decision 0220). Means
 * are looked at when there is a quarter more of their repeats than at the look before, with the
 * interval that is shown in the end: Student's t, at a level that pays for looking again and again.
 *
 * @param min repeats at the first look
 * @param max repeats at the last one
 * @param shares by columns, half of an interval at most, as a share of the mean; none where all
 *     cells have {@code max} repeats
 */
public record StoppingRule(int min, int max, Map<TrialColumn, Double> shares) {
  /** Where repeats are a number. */
  public static final StoppingRule NONE = new StoppingRule(1, 1, Map.of());

  private static final int LOOK_PART = 4;

  /** At the first look: half a percent more than is said, for values that are not quite normal. */
  private static final double LEVEL = 0.955;

  private static final double LEVEL_MAX = 0.99;

  /** What a later look adds to the level, times min and its repeats; found by simulation. */
  private static final double LATER = 1.3;

  /** The same of the last one, at which nothing is decided. */
  private static final double LAST = 0.25;

  /** Of the key in the canonical form of a config: a number, or a mapping. */
  static StoppingRule of(JsonNode repeats) {
    int number = repeats.asInt(1);
    Map<TrialColumn, Double> shares = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : repeats.path("until").properties()) {
      TrialColumn column = TrialColumn.valueOf(each.getKey().toUpperCase(Locale.ROOT));
      shares.put(column, each.getValue().asDouble(0));
    }
    return new StoppingRule(
        repeats.path("min").asInt(number), repeats.path("max").asInt(number), shares);
  }

  /** Whether it is one. */
  public boolean decides() {
    return !shares.isEmpty();
  }

  /** How many repeats a cell has. */
  public String words() {
    return min == max ? Integer.toString(max) : min + " to " + max;
  }

  /** How many repeats a cell wants, of which the first have these values. */
  int wanted(Map<TrialColumn, List<OptionalDouble>> values) {
    int known = values.values().stream().mapToInt(List::size).min().orElse(0);
    int n = min;
    while (n <= known && n < max && !isNarrow(n, values)) {
      n = Math.min(n + Math.max(1, n / LOOK_PART), max);
    }
    return n;
  }

  private boolean isNarrow(int n, Map<TrialColumn, List<OptionalDouble>> values) {
    return shares.entrySet().stream()
        .allMatch(each -> halfShare(values.get(each.getKey()).subList(0, n)) <= each.getValue());
  }

  /** The mean of a column that decides, with the interval that it decides by. */
  RepeatEstimate mean(List<OptionalDouble> values) {
    int n = values.size();
    double added = n <= min ? 0 : (n < max ? LATER : LAST) / (min * n);
    return RepeatEstimate.of(values, Math.min(LEVEL + added, LEVEL_MAX));
  }

  /**
   * Half of the interval as a share of the mean: 0 where no repeat has a value, and infinite where
   * some have none.
   */
  private double halfShare(List<OptionalDouble> values) {
    RepeatEstimate mean = mean(values);
    if (mean.present() == 0) {
      return 0;
    }
    double half = mean.halfWidth().orElse(Double.POSITIVE_INFINITY);
    return half == 0 ? 0 : half / Math.abs(mean.value().orElseThrow());
  }

  /** The columns whose mean these rows do not give as it is wanted, each with how they do. */
  Map<TrialColumn, Double> wide(List<TrialRow> rows) {
    Map<TrialColumn, Double> wide = new LinkedHashMap<>();
    shares.forEach(
        (column, share) -> {
          double half = halfShare(rows.stream().map(row -> row.number(column)).toList());
          if (half > share) {
            wide.put(column, half);
          }
        });
    return wide;
  }
}
