package org.medchain.experiments.export;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.medchain.comparison.ColumnDefinition;
import org.medchain.comparison.GridKey;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.results.TrialRow;

/**
 * The columns that all tables of a run have: its name and host, and what its cells differ in.
 *
 * @param run name of its config
 * @param host where its nodes are
 * @param axes of the config's own keys
 */
record RunColumns(String run, String host, List<ColumnDefinition> axes) {
  /** What the repeats of a cell share. */
  static final List<TrialColumn> CELL =
      Arrays.stream(GridKey.values()).map(GridKey::column).toList();

  /** A table whose rows begin with the run. */
  <T> ExportTable table(String file, Stream<ExportField<T>> fields, Stream<T> rows) {
    Stream<ExportField<T>> first =
        Stream.of(ExportField.of("run", row -> run), ExportField.of("host", row -> host));
    List<ExportField<T>> all = Stream.concat(first, fields).toList();
    return new ExportTable(
        file,
        all.stream().map(ExportField::column).toList(),
        rows.map(row -> all.stream().map(field -> field.text(row)).toList()).toList());
  }

  /** Columns of {@code trials.csv}, and the axes behind them. */
  <T> Stream<ExportField<T>> of(List<TrialColumn> columns, Function<T, TrialRow> trial) {
    return Stream.concat(
        columns.stream()
            .map(
                column ->
                    new ExportField<>(column.definition(), row -> trial.apply(row).text(column))),
        axes.stream()
            .map(
                axis ->
                    new ExportField<>(axis, row -> trial.apply(row).axes().get(axis.header()))));
  }
}
