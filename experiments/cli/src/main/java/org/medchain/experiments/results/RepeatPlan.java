package org.medchain.experiments.results;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.config.RepeatsConfig;
import org.medchain.experiments.config.LoadedConfig;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which trials of a grid a run wants, by the rows that it has and nothing else (CMP-59): all, or
 * those of each cell up to the first look at which its means are narrow (decision 0300).
 */
public final class RepeatPlan {
  /** A look comes when a cell has this part of its repeats more, rounded down. */
  private static final int LOOK_PART = 4;

  /** What a look at n repeats asks for beyond the share, as a part of it: this by n. */
  private static final double MARGIN = 3;

  private final RepeatsConfig repeats;
  private final Map<TrialColumn, Double> shares = new LinkedHashMap<>();
  private final Collection<List<TrialCell>> cells;

  RepeatPlan(RepeatsConfig repeats, List<TrialCell> grid) {
    this.repeats = repeats;
    repeats.until().shares().forEach((name, share) -> shares.put(column(name), share));
    this.cells =
        grid.stream()
            .collect(
                Collectors.groupingBy(GridCell::of, LinkedHashMap::new, Collectors.toList()))
            .values();
  }

  /** Of a config. */
  public static RepeatPlan of(LoadedConfig config) {
    return new RepeatPlan(config.experiment().repeats(), config.grid());
  }

  static TrialColumn column(String name) {
    return TrialColumn.valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** The trials as far as these rows decide: the same repeat of all cells before the next one. */
  public List<TrialCell> trials(Map<Integer, TrialRow> rows) {
    return cells.stream()
        .flatMap(cell -> cell.subList(0, wanted(rows(cell, rows))).stream())
        .sorted(Comparator.comparingInt(TrialCell::repeat))
        .toList();
  }

  /** Those of a cell before the first repeat without one. */
  private static List<TrialRow> rows(List<TrialCell> cell, Map<Integer, TrialRow> rows) {
    return cell.stream()
        .map(trial -> rows.get(trial.number()))
        .takeWhile(Objects::nonNull)
        .toList();
  }

  private int wanted(List<TrialRow> rows) {
    Map<TrialColumn, List<OptionalDouble>> values = new LinkedHashMap<>();
    for (TrialColumn column : shares.keySet()) {
      values.put(column, rows.stream().map(row -> row.number(column)).toList());
    }
    return wanted(rows.size(), values);
  }

  /** How many repeats a cell wants, of which it has these values in {@code known} ones. */
  int wanted(int known, Map<TrialColumn, List<OptionalDouble>> values) {
    int n = repeats.min();
    while (n <= known && n < repeats.max() && !isNarrow(n, values)) {
      n = Math.min(n + Math.max(1, n / LOOK_PART), repeats.max());
    }
    return n;
  }

  private boolean isNarrow(int n, Map<TrialColumn, List<OptionalDouble>> values) {
    return shares.entrySet().stream()
        .allMatch(
            each ->
                halfShare(values.get(each.getKey()).subList(0, n)) * (1 + MARGIN / n)
                    <= each.getValue());
  }

  /**
   * Half of the interval of a mean as a share of the mean: 0 where no repeat has a value, and
   * infinite where some have none.
   */
  static double halfShare(List<OptionalDouble> values) {
    RepeatEstimate mean = RepeatEstimate.of(values);
    if (mean.present() == 0) {
      return 0;
    }
    double half = mean.halfWidth().orElse(Double.POSITIVE_INFINITY);
    return half == 0 ? 0 : half / Math.abs(mean.value().orElseThrow());
  }

  /** The columns that a cell's repeats do not know well enough, with how well they do. */
  static Map<TrialColumn, Double> wide(List<TrialRow> rows, Map<TrialColumn, Double> shares) {
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

  /** How many repeats each cell took and why there are no more, for the manifest. */
  ArrayNode ends(Map<Integer, TrialRow> rows) {
    ArrayNode ends = JsonNodeFactory.instance.arrayNode();
    for (List<TrialCell> cell : cells) {
      List<TrialRow> own = rows(cell, rows);
      boolean ended = wanted(own) <= own.size();
      GridCell point = GridCell.of(cell.getFirst());
      List<String> heads = GridCell.columnsAnd(Stream.of(point));
      ObjectNode end = ends.addObject();
      for (int i = 0; i < point.columns().size(); i++) {
        end.put(heads.get(i), point.columns().get(i).toString());
      }
      end.put("first_trial", cell.getFirst().number()).put("repeats", own.size());
      end.put("ended", !ended ? "no" : wide(own, shares).isEmpty() ? "narrow" : "max");
    }
    return ends;
  }
}
