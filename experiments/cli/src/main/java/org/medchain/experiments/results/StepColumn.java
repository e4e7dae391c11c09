package org.medchain.experiments.results;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.metrics.SaturationStep;

/**
 * The columns of {@code steps.csv} in their order, a row for each step of a search for saturation
 * (EXP-29). The first ones repeat the trial's, so that the table can be read alone.
 */
// The functions are immutable, but the checker cannot see it.
@SuppressWarnings("ImmutableEnumChecker")
public enum StepColumn {
  TRIAL("trial", Kind.COUNT, "Number of the trial in trials.csv.", of(TrialColumn.TRIAL)),
  PROTOCOL("protocol", Kind.TEXT, "Of the trial.", of(TrialColumn.PROTOCOL)),
  NODES("nodes", Kind.COUNT, "Of the trial: consensus nodes.", of(TrialColumn.NODES)),
  FAULT("fault", Kind.TEXT, "Of the trial.", of(TrialColumn.FAULT)),
  FAULT_RATE("fault_rate", Kind.NUMBER, "Of the trial: faulty share.", of(TrialColumn.FAULT_RATE)),
  REPEAT("repeat", Kind.COUNT, "Of the trial, from 1.", of(TrialColumn.REPEAT)),
  STEP("step", Kind.COUNT, "Number of the step in its trial.", (row, step) -> step.number()),
  PURPOSE(
      "purpose",
      Kind.TEXT,
      "ladder: upwards until a rate is not sustained, or downwards until one is; bisection:"
          + " between both; narrow: it missed the share narrowly, and the next step is the same"
          + " rate for four times as long; confirmation: the highest sustained rate as long;"
          + " measurement: the saturation, with new seeds; share: latency at a share of the"
          + " highest sustained rate.",
      (row, step) -> step.purpose().key()),
  SHARE(
      "share",
      Kind.NUMBER,
      "That share; absent for other purposes.",
      (row, step) -> text(step.share())),
  RATE_TPS("rate_tps", Kind.NUMBER, "Rate to be offered.", (row, step) -> step.rateTps()),
  SUSTAINED(
      "sustained",
      Kind.BOOLEAN,
      "Whether the step is sustained by the rule of the config.",
      (row, step) -> step.sustained()),
  REASON(
      "reason",
      Kind.TEXT,
      "Why it is not; absent where it is.",
      (row, step) -> step.reason().orElse("")),
  SUBMITTED("submitted", Kind.COUNT, "Requests sent.", (row, step) -> step.requests().submitted()),
  COMMITTED(
      "committed",
      Kind.COUNT,
      "Requests that became final.",
      (row, step) -> step.requests().committed()),
  REFUSED(
      "refused",
      Kind.COUNT,
      "Final requests that a rule of the contract layer refused.",
      (row, step) -> step.requests().refused()),
  OFFERED_TPS(
      "offered_tps",
      Kind.NUMBER,
      "Requests that were to start in the steady window; absent without one.",
      (row, step) -> text(step.throughput().offeredTps())),
  THROUGHPUT_TPS(
      "throughput_tps",
      Kind.NUMBER,
      "Requests that became final in the window; absent without one.",
      (row, step) -> text(step.throughput().tps())),
  WINDOW_S(
      "window_s",
      Kind.NUMBER,
      "Length of the window; absent without one.",
      (row, step) -> text(step.throughput().windowS())),
  LATENCY_P50_MS(
      "latency_p50_ms",
      Kind.NUMBER,
      "Median latency of the step; absent where it falls among requests that never became final.",
      (row, step) -> text(step.latency().p50Ms())),
  LATENCY_P90_MS(
      "latency_p90_ms",
      Kind.NUMBER,
      "The same, 90th percentile.",
      (row, step) -> text(step.latency().p90Ms())),
  LATENCY_P99_MS(
      "latency_p99_ms",
      Kind.NUMBER,
      "The same, 99th percentile.",
      (row, step) -> text(step.latency().p99Ms())),
  LATENCY_MAX_MS(
      "latency_max_ms",
      Kind.NUMBER,
      "The same, the largest.",
      (row, step) -> text(step.latency().maxMs())),
  MESSAGES_DELIVERED(
      "messages_delivered",
      Kind.COUNT,
      "All messages delivered in the step.",
      (row, step) -> step.messages()),
  VIRTUAL_S(
      "virtual_s",
      Kind.NUMBER,
      "Virtual seconds that the step lasted; real ones where the nodes are real processes.",
      (row, step) -> step.virtualS()),
  TRACE_HASH(
      "trace_hash",
      Kind.TEXT,
      "Digest over all events of the step; absent where the nodes are real processes.",
      (row, step) -> step.traceHash());

  /** What a value is. */
  public enum Kind {
    /** Words. */
    TEXT,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** A whole number. */
    COUNT,
    /** Any number of 0 or more. */
    NUMBER
  }

  private final String header;
  private final Kind kind;
  private final String meaning;
  private final BiFunction<TrialRow, SaturationStep, Object> value;

  StepColumn(
      String header,
      Kind kind,
      String meaning,
      BiFunction<TrialRow, SaturationStep, Object> value) {
    this.header = header;
    this.kind = kind;
    this.meaning = meaning;
    this.value = value;
  }

  private static BiFunction<TrialRow, SaturationStep, Object> of(TrialColumn column) {
    return (row, step) -> row.text(column);
  }

  private static String text(OptionalDouble number) {
    return number.isPresent() ? Double.toString(number.getAsDouble()) : "";
  }

  /** The name at the head of the column. */
  public String header() {
    return header;
  }

  /** What its values are. */
  public Kind kind() {
    return kind;
  }

  /** A sentence on it, also on when a value is absent. */
  public String meaning() {
    return meaning;
  }

  /** The field of a step of that trial; empty where the value is absent. */
  public String text(TrialRow row, SaturationStep step) {
    return value.apply(row, step).toString();
  }

  /** Number of the column, from 0. */
  int place() {
    return Arrays.asList(values()).indexOf(this);
  }

  /** The names of all columns, in order. */
  static List<String> headers() {
    return Arrays.stream(values()).map(StepColumn::header).toList();
  }
}
