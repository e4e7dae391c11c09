package org.medchain.experiments.results;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.config.LoadedConfig;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Which trials of a grid a run wants, by the rows that it has and nothing else (CMP-59): all, or
 * those of each cell up to the first look at which its means are narrow. So a run that is continued
 * wants what it would have wanted, on any engine.
 */
public record RepeatPlan(StoppingRule rule, Collection<List<TrialCell>> cells) {
  /** Of a config. */
  public static RepeatPlan of(LoadedConfig config) {
    return new RepeatPlan(
        StoppingRule.of(config.effective().path("repeats")),
        config.grid().stream()
            .collect(Collectors.groupingBy(GridCell::of, LinkedHashMap::new, Collectors.toList()))
            .values());
  }

  /** The trials as far as these rows decide: the same repeat of all cells before the next one. */
  public List<TrialCell> trials(Map<Integer, TrialRow> rows) {
    return cells.stream()
        .flatMap(cell -> cell.subList(0, wanted(rows(cell, rows))).stream())
        .sorted(Comparator.comparingInt(TrialCell::repeat))
        .toList();
  }

  /** Those of them without a row. */
  public List<TrialCell> due(Map<Integer, TrialRow> rows) {
    return trials(rows).stream().filter(trial -> !rows.containsKey(trial.number())).toList();
  }

  /** What may run before all is decided: each repeat without a row of cells that want one more. */
  public List<TrialCell> dueAtMost(Map<Integer, TrialRow> rows) {
    return cells.stream()
        .filter(cell -> !isEnded(rows(cell, rows)))
        .flatMap(List::stream)
        .filter(trial -> !rows.containsKey(trial.number()))
        .toList();
  }

  private boolean isEnded(List<TrialRow> rows) {
    return wanted(rows) <= rows.size();
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
    for (TrialColumn column : rule.shares().keySet()) {
      values.put(column, rows.stream().map(row -> row.number(column)).toList());
    }
    return rule.wanted(values);
  }

  /** How many repeats each cell has and why there are no more, for the manifest. */
  ArrayNode ends(Map<Integer, TrialRow> rows) {
    ArrayNode ends = JsonNodeFactory.instance.arrayNode();
    for (List<TrialCell> cell : cells) {
      List<TrialRow> own = rows(cell, rows);
      TrialCell first = cell.getFirst();
      ends.addObject()
          .put("first_trial", first.number())
          .put("protocol", first.protocol().key())
          .put("nodes", first.nodes())
          .put("repeats", own.size())
          .put("ended", !isEnded(own) ? "unfinished" : rule.wide(own).isEmpty() ? "narrow" : "max");
    }
    return ends;
  }
}
