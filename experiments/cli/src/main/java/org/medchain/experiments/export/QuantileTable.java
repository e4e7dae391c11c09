package org.medchain.experiments.export;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.results.CellSummary;

/** Quantiles of the latencies of all repeats of a cell together (EXP-12), a row each. */
final class QuantileTable {
  private static final int[] PERMILLE = {10, 50, 100, 250, 500, 750, 900, 950, 990, 999, 1000};

  private QuantileTable() {}

  /** One of a cell. */
  private record CellQuantile(CellSummary cell, int permille) {}

  static ExportTable of(RunColumns run, List<CellSummary> cells) {
    Stream<ExportField<CellQuantile>> own =
        Stream.of(
            ExportField.of("repeats", row -> row.cell.rows().size()),
            ExportField.of("quantiles.measured", row -> row.cell.total(TrialColumn.MEASURED)),
            ExportField.of(
                "quantiles.quantile",
                row -> BigDecimal.valueOf(row.permille, 3).stripTrailingZeros().toPlainString()),
            ExportField.of("quantiles.latency_ms", row -> row.cell.latencyMs(row.permille)));
    return run.table(
        "quantiles.csv",
        Stream.concat(run.of(RunColumns.CELL, row -> row.cell.rows().getFirst()), own),
        cells.stream()
            .flatMap(
                cell -> Arrays.stream(PERMILLE).mapToObj(each -> new CellQuantile(cell, each))));
  }
}
