package org.medchain.experiments.export;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.medchain.comparison.GridKey;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.TrialRow;

/** Quantiles of the latencies of all repeats of a cell together (EXP-12), a row each. */
final class QuantileTable {
  private static final int[] PERMILLE = {10, 50, 100, 250, 500, 750, 900, 950, 990, 999, 1000};

  /** What the repeats of a cell share. */
  private static final List<TrialColumn> CELL =
      Arrays.stream(GridKey.values()).map(GridKey::column).toList();

  private QuantileTable() {}

  static List<ExportColumn> columns(List<ExportColumn> axes) {
    return Stream.of(
            CELL.stream().map(ExportColumn::of),
            axes.stream(),
            Stream.of(
                whole("repeats", "Trials of the cell, of which the requests are put together."),
                whole(
                    "measured",
                    "Their requests after the warm-up, those that never became final included."),
                new ExportColumn(
                    "quantile",
                    ExportColumn.ColumnType.NUMBER,
                    "1",
                    "A share of the measured requests."),
                new ExportColumn(
                    "latency_ms",
                    ExportColumn.ColumnType.NUMBER,
                    "ms",
                    "The least latency that this share does not exceed, to three digits. Absent"
                        + " where it falls among requests that never became final, and but for the"
                        + " median where no trial of the cell has a 90th percentile.")))
        .flatMap(each -> each)
        .toList();
  }

  private static ExportColumn whole(String name, String meaning) {
    return new ExportColumn(name, ExportColumn.ColumnType.INTEGER, "1", meaning);
  }

  static List<List<String>> of(CellSummary cell) {
    TrialRow first = cell.rows().getFirst();
    List<List<String>> lines = new ArrayList<>();
    for (int permille : PERMILLE) {
      List<String> line = new ArrayList<>(CELL.stream().map(first::text).toList());
      line.addAll(first.axes().values());
      line.add(String.valueOf(cell.rows().size()));
      line.add(String.valueOf(cell.total(TrialColumn.MEASURED)));
      line.add(BigDecimal.valueOf(permille, 3).stripTrailingZeros().toPlainString());
      OptionalDouble latency = cell.latencyMs(permille);
      line.add(latency.isPresent() ? String.valueOf(latency.getAsDouble()) : "");
      lines.add(line);
    }
    return lines;
  }
}
