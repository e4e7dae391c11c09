package org.medchain.claims.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.claims.experiment.RecordColumns;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.metrics.TrialOutcome;
import org.medchain.comparison.theory.ReversalProbability;

/** A trial as a row: what was seen of it, the columns of all trials, and some that tables name. */
final class ObservedTrialRow {
  private static final List<TrialColumn> COLUMNS = TrialColumn.all(Set.of());

  /** Columns that a file has only where its table names them. */
  static final Set<String> NAMED =
      Set.of(
          "row",
          "committed_blocks",
          "live",
          "live_share",
          "why",
          "reversed",
          "cpu_us_per_tx",
          "hash_power_share",
          "reversal_probability_exact");

  private ObservedTrialRow() {}

  /** The values of a row by column, first what was seen; an absent one is an empty text. */
  static Map<String, Object> of(Record seen, Optional<TrialResult> result) {
    Map<String, Object> row = new LinkedHashMap<>();
    List<Object> values = RecordColumns.values(seen);
    for (String name : RecordColumns.names(seen.getClass())) {
      row.put(name, values.get(row.size()));
    }
    row.put(
        "final_tps",
        result.map(it -> Double.toString(it.requests().committed() / it.virtualS())).orElse(""));
    COLUMNS.forEach(
        column -> row.putIfAbsent(column.header(), result.map(column::text).orElse("")));
    NAMED.forEach(each -> row.putIfAbsent(each, ""));
    result.ifPresent(it -> addNamed(it, row));
    return row;
  }

  private static void addNamed(TrialResult trial, Map<String, Object> row) {
    TrialCell cell = trial.cell();
    int live = cell.nodes() - cell.faulty();
    double power = attackersPower(cell);
    row.put("live", live);
    row.put("live_share", (double) live / cell.nodes());
    row.put("why", trial.verdict() == TrialOutcome.PASS ? "" : trial.reason().orElse(""));
    row.put(TrialColumn.CPU_US_PER_TX.header(), TrialColumn.CPU_US_PER_TX.text(trial));
    row.put("reversed", trial.chain().agreementViolations() > 0);
    row.put("hash_power_share", power);
    trial
        .chain()
        .confirmations()
        .ifPresent(
            depth ->
                row.put("reversal_probability_exact", ReversalProbability.exact(power, depth)));
  }

  /** The share of the hash power that adversaries have, or the cell's faulty nodes. */
  private static double attackersPower(TrialCell cell) {
    List<Double> shares = cell.config().pow().hashPowerShares(cell.nodes());
    return cell.config().adversaries().isEmpty()
        ? (double) cell.faulty() / cell.nodes()
        : cell.config().adversaries().stream()
            .flatMap(each -> each.nodes().stream())
            .mapToDouble(shares::get)
            .sum();
  }
}
