package org.medchain.experiments.results;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.medchain.comparison.ColumnDefinition.ColumnType;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.metrics.SaturationStep;

/**
 * The columns of {@code steps.csv} in their order, a row for each step of a search for saturation
 * (EXP-29). The first ones repeat the trial's, so that the table can be read alone.
 */
// The functions are immutable, but the checker cannot see it.
@SuppressWarnings("ImmutableEnumChecker")
public enum StepColumn {
  TRIAL(ColumnType.COUNT, "Number of the trial in trials.csv.", of(TrialColumn.TRIAL)),
  PROTOCOL(ColumnType.TEXT, "Of the trial.", of(TrialColumn.PROTOCOL)),
  NODES(ColumnType.COUNT, "Of the trial: consensus nodes.", of(TrialColumn.NODES)),
  FAULT(ColumnType.TEXT, "Of the trial.", of(TrialColumn.FAULT)),
  FAULT_RATE(ColumnType.NUMBER, "Of the trial: faulty share.", of(TrialColumn.FAULT_RATE)),
  REPEAT(ColumnType.COUNT, "Of the trial, from 1.", of(TrialColumn.REPEAT)),
  STEP(ColumnType.COUNT, "Number of the step in its trial.", (row, step) -> step.number()),
  PURPOSE(
      ColumnType.TEXT,
      "ladder: upwards until a rate is not sustained, or downwards until one is; bisection:"
          + " between both; narrow: it missed the share narrowly, and the next step is the same"
          + " rate for four times as long; confirmation: the highest sustained rate as long;"
          + " measurement: the saturation, with new seeds; share: latency at a share of the"
          + " highest sustained rate.",
      (row, step) -> step.purpose().key()),
  SHARE(ColumnType.NUMBER, "That share; absent for other purposes.", (row, step) -> step.share()),
  RATE_TPS(ColumnType.NUMBER, "Rate to be offered.", (row, step) -> step.rateTps()),
  SUSTAINED(
      ColumnType.BOOLEAN,
      "Whether the step is sustained by the rule of the config.",
      (row, step) -> step.sustained()),
  REASON(ColumnType.TEXT, "Why it is not; absent where it is.", (row, step) -> step.reason()),
  SUBMITTED(ColumnType.COUNT, "Requests sent.", (row, step) -> step.requests().submitted()),
  COMMITTED(
      ColumnType.COUNT, "Requests that became final.", (row, step) -> step.requests().committed()),
  REFUSED(
      ColumnType.COUNT,
      "Final requests that a rule of the contract layer refused.",
      (row, step) -> step.requests().refused()),
  OFFERED_TPS(
      ColumnType.NUMBER,
      "Requests that were to start in the steady window; absent without one.",
      (row, step) -> step.throughput().offeredTps()),
  THROUGHPUT_TPS(
      ColumnType.NUMBER,
      "Requests that became final in the window; absent without one.",
      (row, step) -> step.throughput().tps()),
  WINDOW_S(
      ColumnType.NUMBER,
      "Length of the window; absent without one.",
      (row, step) -> step.throughput().windowS()),
  LATENCY_P50_MS(
      ColumnType.NUMBER,
      "Median latency of the step; absent where it falls among requests that never became final.",
      (row, step) -> step.latency().p50Ms()),
  LATENCY_P90_MS(
      ColumnType.NUMBER, "The same, 90th percentile.", (row, step) -> step.latency().p90Ms()),
  LATENCY_P99_MS(
      ColumnType.NUMBER, "The same, 99th percentile.", (row, step) -> step.latency().p99Ms()),
  LATENCY_MAX_MS(
      ColumnType.NUMBER, "The same, the largest.", (row, step) -> step.latency().maxMs()),
  MESSAGES_DELIVERED(
      ColumnType.COUNT, "All messages delivered in the step.", (row, step) -> step.messages()),
  VIRTUAL_S(
      ColumnType.NUMBER,
      "Virtual seconds that the step lasted; real ones where the nodes are real processes.",
      (row, step) -> step.virtualS()),
  TRACE_HASH(
      ColumnType.TEXT,
      "Digest over all events of the step; absent where the nodes are real processes.",
      (row, step) -> step.traceHash());

  private final ColumnType type;
  private final String meaning;
  private final BiFunction<TrialRow, SaturationStep, Object> value;

  StepColumn(ColumnType type, String meaning, BiFunction<TrialRow, SaturationStep, Object> value) {
    this.type = type;
    this.meaning = meaning;
    this.value = value;
  }

  private static BiFunction<TrialRow, SaturationStep, Object> of(TrialColumn column) {
    return (row, step) -> row.text(column);
  }

  /** The name at the head of the column. */
  public String header() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What its values are. */
  public ColumnType type() {
    return type;
  }

  /** A sentence on it, also on when a value is absent. */
  public String meaning() {
    return meaning;
  }

  /** The field of a step of that trial; empty where the value is absent. */
  public String text(TrialRow row, SaturationStep step) {
    return CsvTable.text(value.apply(row, step));
  }

  /** The names of all columns, in order. */
  static List<String> headers() {
    return Arrays.stream(values()).map(StepColumn::header).toList();
  }
}
