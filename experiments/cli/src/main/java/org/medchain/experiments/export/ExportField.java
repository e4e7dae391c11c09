package org.medchain.experiments.export;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.comparison.ColumnDefinition;
import org.medchain.comparison.ColumnDefinition.ColumnType;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.experiments.config.ConfigSchema;
import org.medchain.experiments.results.CsvTable;

/**
 * A column of an exported table, and what a row has in it.
 *
 * @param column whose unit is 1 for a number that counts or is a share
 * @param value of a row; a number that is absent is an empty option, a word an empty text
 * @param <T> what the table has a row of
 */
record ExportField<T>(ColumnDefinition column, Function<T, Object> value) {
  private static final List<Map.Entry<String, String>> UNITS =
      List.of(Map.entry("_tps", "requests/s"), Map.entry("_ms", "ms"), Map.entry("_s", "s"));

  private static final Map<String, ColumnDefinition> OWN =
      ColumnDefinition.all(ColumnDefinition.text(ExportField.class, "export-columns.txt")).stream()
          .collect(Collectors.toMap(ColumnDefinition::header, each -> each));

  /** Of a column that only exports have, by its line in {@code export-columns.txt}. */
  static <T> ExportField<T> of(String line, Function<T, Object> value) {
    String name = line.substring(line.indexOf('.') + 1);
    return new ExportField<>(RecordCopy.with(OWN.get(line), Map.of("header", name)), value);
  }

  /** A key of the config that is an axis (CMP-58). */
  static ColumnDefinition ofAxis(String path, Stream<String> texts) {
    boolean numbers = texts.filter(text -> !text.isEmpty()).allMatch(CsvTable::isNumber);
    return new ColumnDefinition(
        path,
        numbers ? ColumnType.NUMBER : ColumnType.TEXT,
        true,
        numbers ? unit(path) : "",
        0,
        "",
        1,
        ConfigSchema.meaning(path));
  }

  /** By the end of a name. */
  static String unit(String name) {
    return UNITS.stream()
        .filter(each -> name.endsWith(each.getKey()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse("1");
  }

  /** Empty where it is absent. */
  String text(T row) {
    return CsvTable.text(value.apply(row));
  }
}
