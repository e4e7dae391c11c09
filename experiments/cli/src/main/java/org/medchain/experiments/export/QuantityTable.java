package org.medchain.experiments.export;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.RepeatEstimate;
import org.medchain.experiments.results.RepeatEstimate.ErrorBarKind;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.TrialsFile;

/** The numbers of a run in long form: a row for each quantity of a cell (EXP-45). */
final class QuantityTable {
  /** Columns of a trial that say which it is. */
  private static final List<TrialColumn> TRIAL =
      Stream.concat(
              RunColumns.CELL.stream(),
              Stream.of(TrialColumn.TRIAL, TrialColumn.REPEAT, TrialColumn.SEED))
          .toList();

  private QuantityTable() {}

  /** A quantity of a cell. */
  private record CellQuantity(
      CellSummary cell,
      TrialColumn quantity,
      RepeatEstimate estimate,
      RepeatEstimate interval,
      boolean pooled) {
    static CellQuantity of(CellSummary cell, TrialColumn quantity) {
      RepeatEstimate estimate = cell.estimate(quantity);
      boolean pooled = estimate.bar() == ErrorBarKind.RANGE;
      return new CellQuantity(
          cell, quantity, estimate, pooled ? cell.interval(quantity) : estimate, pooled);
    }

    /** Without the repeats that have none it would be another range. */
    OptionalDouble whole(OptionalDouble end) {
      return estimate.present() == estimate.repeats() ? end : OptionalDouble.empty();
    }
  }

  /** Numbers that are measured, of which some trial has one. */
  private static List<TrialColumn> quantities(List<TrialRow> rows) {
    return TrialsFile.columns(rows).stream()
        .filter(column -> column.definition().type().isNumber())
        .filter(column -> !TRIAL.contains(column))
        .filter(column -> rows.stream().anyMatch(row -> row.number(column).isPresent()))
        .toList();
  }

  static ExportTable of(RunColumns run, List<TrialRow> rows, List<CellSummary> cells) {
    List<TrialColumn> quantities = quantities(rows);
    Stream<ExportField<CellQuantity>> own =
        Stream.of(
            ExportField.of("cell", row -> row.cell.firstTrial()),
            ExportField.of("quantity", row -> row.quantity.header()),
            ExportField.of("unit", row -> row.quantity.definition().unit()),
            ExportField.of("cells.statistic", row -> row.pooled ? "pooled" : "mean"),
            ExportField.of("repeats", row -> row.estimate.repeats()),
            ExportField.of("present", row -> row.estimate.present()),
            ExportField.of("cells.value", row -> row.estimate.value()),
            ExportField.of("cells.low", row -> row.interval.low()),
            ExportField.of("cells.high", row -> row.interval.high()),
            ExportField.of("cells.least", row -> row.whole(row.cell.minimum(row.quantity))),
            ExportField.of("cells.greatest", row -> row.whole(row.cell.maximum(row.quantity))));
    return run.table(
        "cells.csv",
        Stream.concat(run.of(RunColumns.CELL, row -> row.cell.rows().getFirst()), own),
        cells.stream()
            .flatMap(cell -> quantities.stream().map(each -> CellQuantity.of(cell, each))));
  }
}
