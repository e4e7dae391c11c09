package org.medchain.experiments.export;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.comparison.ColumnDefinition;
import org.medchain.comparison.ColumnDefinition.ColumnType;
import org.medchain.experiments.config.ConfigSchema;
import org.medchain.experiments.config.SchemaText;
import org.medchain.experiments.results.CsvTable;

/**
 * A column of an exported table.
 *
 * @param name in the head line
 * @param type of its values: text, boolean, integer or number
 * @param unit 1 for a number that counts or is a share; "by row" where each row names its own;
 *     empty for words
 * @param meaning a sentence or more, also on when a value is absent
 */
record ExportColumn(String name, String type, String unit, String meaning) {
  private static final List<Map.Entry<String, String>> UNITS =
      List.of(Map.entry("_tps", "requests/s"), Map.entry("_ms", "ms"), Map.entry("_s", "s"));

  private static final Map<String, ExportColumn> OWN =
      SchemaText.of(ExportColumn.class, "export-columns.txt")
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(ExportColumn::read)
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  /** One that only exports have, by its line in {@code export-columns.txt}. */
  static ExportColumn named(String line) {
    return OWN.get(line);
  }

  private static Map.Entry<String, ExportColumn> read(String line) {
    String[] parts = Arrays.stream(line.split("\\|", 4)).map(String::strip).toArray(String[]::new);
    String name = parts[0].substring(parts[0].indexOf('.') + 1);
    return Map.entry(parts[0], new ExportColumn(name, parts[1], parts[2], parts[3]));
  }

  static ExportColumn of(ColumnDefinition column) {
    return new ExportColumn(column.header(), word(column.type()), column.unit(), column.meaning());
  }

  private static String word(ColumnType type) {
    return switch (type) {
      case TEXT -> "text";
      case BOOLEAN -> "boolean";
      case COUNT -> "integer";
      case NUMBER, SIGNED -> "number";
    };
  }

  /** A key of the config that is an axis (CMP-58). */
  static ExportColumn ofAxis(String path, Stream<String> texts) {
    boolean numbers = texts.filter(text -> !text.isEmpty()).allMatch(CsvTable::isNumber);
    return new ExportColumn(
        path,
        word(numbers ? ColumnType.NUMBER : ColumnType.TEXT),
        numbers ? unit(path) : "",
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
}
