package org.medchain.experiments.results;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.medchain.comparison.Column;
import org.medchain.comparison.Finality;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.metrics.Verdict;

/**
 * One row of {@code trials.csv}.
 *
 * @param fields the text of every column; empty where a value is absent
 */
public record TrialRow(Map<Column, String> fields) {
  /** Columns of words. */
  static final Set<Column> WORDS =
      Collections.unmodifiableSet(
          EnumSet.of(
              Column.PROTOCOL, Column.FAULT, Column.VERDICT, Column.REASON, Column.TRACE_HASH));

  /** Columns of {@code true} or {@code false}. */
  static final Set<Column> TRUTHS =
      Collections.unmodifiableSet(
          EnumSet.of(Column.EXPECTED_LIVE, Column.DRAINED, Column.CONTAMINATED));

  /** Columns that say which trial it is; they determine all others. */
  static final Set<Column> IDENTITY = identity();

  private static Set<Column> identity() {
    Set<Column> identity = EnumSet.range(Column.TRIAL, Column.SEED);
    identity.addAll(EnumSet.range(Column.ATTACKER_SHARE, Column.BLOCK_INTERVAL_S));
    return Collections.unmodifiableSet(identity);
  }

  /** Takes a copy; a column that is not given is empty. */
  public TrialRow {
    Map<Column, String> all = new EnumMap<>(fields);
    for (Column column : Column.values()) {
      all.putIfAbsent(column, "");
    }
    fields = Collections.unmodifiableMap(all);
  }

  /** The row of a result. */
  public static TrialRow of(TrialResult result) {
    Map<Column, String> fields = new EnumMap<>(Column.class);
    for (Column column : Column.values()) {
      fields.put(column, column.text(result));
    }
    return new TrialRow(fields);
  }

  /** The field as text; empty where the value is absent. */
  public String text(Column column) {
    return fields.get(column);
  }

  /** The field as a number; empty where the value is absent. */
  public OptionalDouble number(Column column) {
    String text = text(column);
    return text.isEmpty() || WORDS.contains(column) || TRUTHS.contains(column)
        ? OptionalDouble.empty()
        : OptionalDouble.of(Double.parseDouble(text));
  }

  /** The occasions of the columns in which it has a value. */
  Set<Column.Occasion> occasions() {
    return fields.keySet().stream()
        .filter(column -> !text(column).isEmpty())
        .map(Column::occasion)
        .collect(Collectors.toSet());
  }

  /** A count, which every trial has. */
  public long count(Column column) {
    return Long.parseLong(text(column));
  }

  /** Number of the trial in its grid, from 1. */
  public int trial() {
    return (int) count(Column.TRIAL);
  }

  /** The point of the grid that this trial is a repeat of. */
  public Cell cell() {
    return new Cell(
        text(Column.PROTOCOL),
        (int) count(Column.NODES),
        text(Column.FAULT),
        number(Column.FAULT_RATE).orElseThrow(),
        new Finality(
            number(Column.ATTACKER_SHARE).orElseThrow(), number(Column.EPSILON).orElseThrow()),
        number(Column.BLOCK_INTERVAL_S));
  }

  /** Whether the protocol promises progress. */
  public boolean expectedLive() {
    return text(Column.EXPECTED_LIVE).equals("true");
  }

  /** What the trial says. */
  public Verdict verdict() {
    for (Verdict verdict : Verdict.values()) {
      if (verdict.key().equals(text(Column.VERDICT))) {
        return verdict;
      }
    }
    return Verdict.UNKNOWN;
  }

  /** Whether this is the result of that trial, whatever the result. */
  boolean is(TrialCell trial) {
    return trial() == trial.number()
        && cell().equals(Cell.of(trial))
        && count(Column.REPEAT) == trial.repeat()
        && count(Column.SEED) == trial.seed();
  }
}
