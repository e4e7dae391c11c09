package org.medchain.experiments.results;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.medchain.comparison.Finality;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.TrialColumn.ColumnCondition;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.config.ConfigKeys;
import org.medchain.comparison.config.IncentiveSetting;
import org.medchain.comparison.metrics.TrialOutcome;

/**
 * One row of {@code trials.csv}.
 *
 * @param fields the text of every column; empty where a value is absent
 * @param axes the texts of the columns behind them: the values on the config's own axes (CMP-58)
 */
public record TrialRow(Map<TrialColumn, String> fields, Map<String, String> axes) {
  /** Takes copies; a column that is not given is empty. */
  public TrialRow {
    Map<TrialColumn, String> all = new EnumMap<>(fields);
    for (TrialColumn column : TrialColumn.values()) {
      all.putIfAbsent(column, "");
    }
    fields = Collections.unmodifiableMap(all);
    axes = Collections.unmodifiableMap(new LinkedHashMap<>(axes));
  }

  /** The row of a result. */
  public static TrialRow of(TrialResult result) {
    Map<TrialColumn, String> fields = new EnumMap<>(TrialColumn.class);
    for (TrialColumn column : TrialColumn.values()) {
      fields.put(column, column.text(result));
    }
    return new TrialRow(fields, result.cell().axes());
  }

  /** The field as text; empty where the value is absent. */
  public String text(TrialColumn column) {
    return fields.get(column);
  }

  /** The field as a number; empty where the value is absent. */
  public OptionalDouble number(TrialColumn column) {
    String text = text(column);
    return text.isEmpty() || !column.definition().type().isNumber()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Double.parseDouble(text));
  }

  /** The occasions of the columns in which it has a value. */
  Set<ColumnCondition> occasions() {
    return fields.keySet().stream()
        .filter(column -> !text(column).isEmpty())
        .map(TrialColumn::condition)
        .collect(Collectors.toSet());
  }

  /** A count, which every trial has. */
  public long count(TrialColumn column) {
    return Long.parseLong(text(column));
  }

  /** Number of the trial in its grid, from 1. */
  public int trial() {
    return (int) count(TrialColumn.TRIAL);
  }

  /** The point of the grid that this trial is a repeat of. */
  public GridCell cell() {
    return new GridCell(
        text(TrialColumn.PROTOCOL),
        (int) count(TrialColumn.NODES),
        text(TrialColumn.FAULT),
        number(TrialColumn.FAULT_RATE).orElseThrow(),
        new Finality(
            number(TrialColumn.ATTACKER_SHARE).orElseThrow(),
            number(TrialColumn.EPSILON).orElseThrow()),
        number(TrialColumn.BLOCK_INTERVAL_S),
        game(),
        axes);
  }

  private Optional<IncentiveSetting> game() {
    return text(TrialColumn.DISHONEST_SHARE).isEmpty()
        ? Optional.empty()
        : Optional.of(
            new IncentiveSetting(
                number(TrialColumn.DISHONEST_SHARE).orElseThrow(),
                number(TrialColumn.LAZY_SHARE).orElseThrow(),
                (int) count(TrialColumn.UPLOAD_REWARD),
                (int) count(TrialColumn.FALSE_PENALTY)));
  }

  /** Whether the protocol promises progress. */
  public boolean expectedLive() {
    return text(TrialColumn.EXPECTED_LIVE).equals("true");
  }

  /** The trial's verdict. */
  public TrialOutcome verdict() {
    return ConfigKeys.constant(TrialOutcome.class, text(TrialColumn.VERDICT))
        .orElse(TrialOutcome.UNKNOWN);
  }

  /** Whether this is the result of that trial, with any verdict. */
  boolean isResultOf(TrialCell trial) {
    return trial() == trial.number()
        && cell().equals(GridCell.of(trial))
        && count(TrialColumn.REPEAT) == trial.repeat()
        && count(TrialColumn.SEED) == trial.seed();
  }
}
