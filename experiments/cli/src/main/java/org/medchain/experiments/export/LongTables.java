package org.medchain.experiments.export;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.GridCell;
import org.medchain.experiments.results.RepeatEstimate;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.TrialsFile;

/**
 * The numbers of a run in long form, a row for each quantity of a trial and of a cell (EXP-45).
 *
 * @param run whose they are
 * @param rows its trials
 * @param cells of them
 */
record LongTables(RunColumns run, List<TrialRow> rows, List<CellSummary> cells) {
  private static final List<TrialColumn> TRIAL =
      List.of(TrialColumn.TRIAL, TrialColumn.REPEAT, TrialColumn.SEED);

  private static final ExportColumn CELL =
      ExportColumn.whole("cell", "The first trial of the cell, which names it in these tables.");

  private static final ExportColumn QUANTITY =
      ExportColumn.text(
          "quantity",
          "The column of tidy.csv whose values these are; the lines of tidy.csv in this dictionary"
              + " say what it means.");

  private static final ExportColumn UNIT = ExportColumn.text("unit", "Of the quantity.");

  /** A number in a unit that its row names. */
  static ExportColumn value(String name, String meaning) {
    return ExportColumn.number(name, "by row", meaning);
  }

  /** A quantity of a trial. */
  private record TrialQuantity(TrialRow trial, int cell, TrialColumn quantity) {}

  /** A quantity of a cell. */
  private record CellQuantity(
      CellSummary cell,
      TrialColumn quantity,
      RepeatEstimate estimate,
      RepeatEstimate interval,
      boolean pooled) {
    static CellQuantity of(CellSummary cell, TrialColumn quantity) {
      RepeatEstimate estimate = cell.estimate(quantity);
      boolean pooled = estimate.bar() == RepeatEstimate.ErrorBarKind.RANGE;
      return new CellQuantity(
          cell, quantity, estimate, pooled ? cell.interval(quantity) : estimate, pooled);
    }

    /** Without the repeats that have none it would be another range. */
    OptionalDouble whole(OptionalDouble end) {
      return estimate.present() == estimate.repeats() ? end : OptionalDouble.empty();
    }
  }

  /** Numbers that are measured, of which some trial has one. */
  private List<TrialColumn> quantities() {
    return TrialsFile.columns(rows).stream()
        .filter(column -> column.definition().type().isNumber())
        .filter(column -> !TRIAL.contains(column) && !RunColumns.CELL.contains(column))
        .filter(column -> rows.stream().anyMatch(row -> row.number(column).isPresent()))
        .toList();
  }

  ExportTable ofTrials() {
    List<TrialColumn> quantities = quantities();
    Map<GridCell, Integer> numbers = new HashMap<>();
    cells.forEach(cell -> numbers.put(cell.cell(), cell.firstTrial()));
    Stream<ExportField<TrialQuantity>> trial =
        TRIAL.stream()
            .map(
                column ->
                    new ExportField<>(ExportColumn.of(column), row -> row.trial.text(column)));
    Stream<ExportField<TrialQuantity>> own =
        Stream.of(
            new ExportField<>(QUANTITY, row -> row.quantity.header()),
            new ExportField<>(UNIT, row -> row.quantity.definition().unit()),
            new ExportField<>(
                value("value", "What the trial has in that column; absent where it has nothing."),
                row -> row.trial.text(row.quantity)));
    return run.table(
        "long.csv",
        Stream.of(
                Stream.of(new ExportField<TrialQuantity>(CELL, row -> row.cell)),
                trial,
                run.<TrialQuantity>of(RunColumns.CELL, row -> row.trial),
                own)
            .flatMap(each -> each),
        rows.stream()
            .flatMap(
                row ->
                    quantities.stream()
                        .map(each -> new TrialQuantity(row, numbers.get(row.cell()), each))));
  }

  ExportTable ofCells() {
    List<TrialColumn> quantities = quantities();
    Stream<ExportField<CellQuantity>> own =
        Stream.of(
            new ExportField<>(QUANTITY, row -> row.quantity.header()),
            new ExportField<>(UNIT, row -> row.quantity.definition().unit()),
            new ExportField<>(
                ExportColumn.text(
                    "statistic",
                    "mean: over the repeats that have a value; pooled: the percentile of the"
                        + " requests of all repeats together."),
                row -> row.pooled ? "pooled" : "mean"),
            new ExportField<>(
                ExportColumn.whole("repeats", "Trials of the cell."),
                row -> row.estimate.repeats()),
            new ExportField<>(
                ExportColumn.whole("present", "How many of them have a value."),
                row -> row.estimate.present()),
            new ExportField<>(
                value("value", "Of all repeats; absent where the report has none either."),
                row -> row.estimate.value()),
            new ExportField<>(
                value(
                    "low",
                    "Where its 95 % interval begins: of a mean Student's t, of a pooled percentile"
                        + " the bootstrap over repeats. Absent with one repeat, and where one has"
                        + " no value."),
                row -> row.interval.low()),
            new ExportField<>(value("high", "Where it ends."), row -> row.interval.high()),
            new ExportField<>(
                value("least", "The least of the repeats; absent where one has no value."),
                row -> row.whole(row.cell.minimum(row.quantity))),
            new ExportField<>(
                value("greatest", "The greatest of them."),
                row -> row.whole(row.cell.maximum(row.quantity))));
    return run.table(
        "cells.csv",
        Stream.of(
                Stream.of(new ExportField<CellQuantity>(CELL, row -> row.cell.firstTrial())),
                run.<CellQuantity>of(RunColumns.CELL, row -> row.cell.rows().getFirst()),
                own)
            .flatMap(each -> each),
        cells.stream()
            .flatMap(cell -> quantities.stream().map(each -> CellQuantity.of(cell, each))));
  }
}
