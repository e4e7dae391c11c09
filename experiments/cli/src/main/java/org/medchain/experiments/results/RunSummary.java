package org.medchain.experiments.results;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.metrics.TrialOutcome;
import org.medchain.experiments.execution.ReadableNumbers;

/**
 * A run in a few numbers.
 *
 * @param planned trials of the grid
 * @param finished trials with a result
 * @param passed of these
 * @param failed of these
 * @param unequal of these: "final" promises less than was asked for
 * @param unknown of these: nothing was submitted, or nothing could be judged
 * @param outcomes of these, in words
 * @param messages delivered in all of them
 * @param ranMessages those of them that were delivered in {@code wallS}
 * @param wallS wall time of all sessions, in seconds
 */
public record RunSummary(
    int planned,
    int finished,
    long passed,
    long failed,
    long unequal,
    long unknown,
    SortedMap<PromiseOutcome, Long> outcomes,
    long messages,
    long ranMessages,
    double wallS) {
  /** Of a run. */
  public static RunSummary of(RecordedRun run) {
    List<TrialRow> rows = run.rows();
    return new RunSummary(
        run.manifest().trialsPlanned(),
        rows.size(),
        count(rows, TrialOutcome.PASS),
        count(rows, TrialOutcome.FAIL),
        count(rows, TrialOutcome.UNEQUAL),
        count(rows, TrialOutcome.UNKNOWN),
        rows.stream()
            .collect(
                Collectors.groupingBy(PromiseOutcome::of, TreeMap::new, Collectors.counting())),
        rows.stream().mapToLong(row -> row.count(TrialColumn.MESSAGES_DELIVERED)).sum(),
        run.manifest().messagesDelivered(),
        run.manifest().wallS());
  }

  private static long count(List<TrialRow> rows, TrialOutcome verdict) {
    return rows.stream().filter(row -> row.verdict() == verdict).count();
  }

  /** Delivered messages a second of wall time, over all threads. */
  public double messagesPerS() {
    return wallS > 0 ? ranMessages / wallS : 0;
  }

  /** The verdicts in a sentence. */
  public String verdicts() {
    String all = planned == 1 ? "1 trial" : planned + " trials";
    return (finished == planned ? all : finished + " of " + all)
        + outcomes.entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey().words())
            .collect(Collectors.joining(", ", ": ", ""));
  }

  /** The messages in a sentence. */
  public String speed() {
    return "%s messages delivered in %s, %s a second"
        .formatted(
            ReadableNumbers.count((double) messages),
            ReadableNumbers.duration(wallS),
            ReadableNumbers.count(messagesPerS()));
  }
}
