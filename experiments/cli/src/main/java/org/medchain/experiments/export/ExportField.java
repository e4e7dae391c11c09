package org.medchain.experiments.export;

import java.util.function.Function;
import org.medchain.experiments.results.CsvTable;

/**
 * A column, and what a row has in it.
 *
 * @param value of a row; a number that is absent is an empty option, a word an empty text
 * @param <T> what the table has a row of
 */
record ExportField<T>(ExportColumn column, Function<T, Object> value) {
  /** Of a column that only exports have. */
  static <T> ExportField<T> of(String line, Function<T, Object> value) {
    return new ExportField<>(ExportColumn.named(line), value);
  }

  /** Empty where it is absent. */
  String text(T row) {
    return CsvTable.text(value.apply(row));
  }
}
