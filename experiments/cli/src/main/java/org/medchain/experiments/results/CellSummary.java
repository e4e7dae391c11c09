package org.medchain.experiments.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.comparison.Column;
import org.medchain.comparison.metrics.Verdict;

/**
 * The repeats of one cell.
 *
 * @param cell the point of the grid
 * @param rows one a repeat, one or more
 */
public record CellSummary(Cell cell, List<TrialRow> rows) {
  /** Takes a copy. */
  public CellSummary {
    rows = List.copyOf(rows);
  }

  /** The cells of a run, in the order in which they first appear. */
  public static List<CellSummary> of(List<TrialRow> rows) {
    Map<Cell, List<TrialRow>> cells = new LinkedHashMap<>();
    for (TrialRow row : rows) {
      cells.computeIfAbsent(row.cell(), key -> new ArrayList<>()).add(row);
    }
    return cells.entrySet().stream()
        .map(entry -> new CellSummary(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Mean and interval of a column over the repeats. */
  public Estimate estimate(Column column) {
    return Estimate.of(rows.stream().map(row -> row.number(column)).toList());
  }

  /** Sum of a column of counts. */
  public long total(Column column) {
    return rows.stream().mapToLong(row -> row.count(column)).sum();
  }

  /** Whether the protocol promises progress, which depends on the cell alone. */
  public boolean expectedLive() {
    return rows.getFirst().expectedLive();
  }

  /** How many repeats end with a verdict. */
  public long count(Verdict verdict) {
    return rows.stream().filter(row -> row.verdict() == verdict).count();
  }

  /** The verdicts in a word or two: one failure makes the cell a failure. */
  public String verdict() {
    for (Verdict verdict : List.of(Verdict.FAIL, Verdict.UNKNOWN)) {
      long count = count(verdict);
      if (count > 0) {
        return count == rows.size()
            ? verdict.key()
            : verdict.key() + " " + count + "/" + rows.size();
      }
    }
    return Verdict.PASS.key();
  }
}
