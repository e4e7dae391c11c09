package org.medchain.experiments.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.comparison.ColumnDefinition;
import org.medchain.comparison.ColumnDefinition.ColumnType;
import org.medchain.experiments.results.CsvTable;

/**
 * A table of comma-separated values. An absent value is {@code NA}, which R and pandas read as
 * missing in a column of any type.
 *
 * @param file its name
 * @param columns one a column
 * @param rows the texts, empty where a value is absent
 */
record ExportTable(String file, List<ColumnDefinition> columns, List<List<String>> rows) {
  static final String ABSENT = "NA";

  void write(Path folder) throws IOException {
    List<List<String>> texts =
        rows.stream()
            .map(row -> row.stream().map(each -> each.isEmpty() ? ABSENT : each).toList())
            .toList();
    CsvTable.write(
        folder.resolve(file), columns.stream().map(ColumnDefinition::header).toList(), texts);
  }

  /** The rows of the dictionary about this table. */
  List<List<String>> description() {
    List<List<String>> lines = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      long absent = rows.stream().filter(row -> row.get(column).isEmpty()).count();
      ColumnDefinition each = columns.get(i);
      lines.add(
          List.of(
              file,
              each.header(),
              word(each.type()),
              each.unit(),
              absent + " of " + rows.size(),
              each.meaning()));
    }
    return lines;
  }

  private static String word(ColumnType type) {
    return switch (type) {
      case TEXT -> "text";
      case BOOLEAN -> "boolean";
      case COUNT -> "integer";
      case NUMBER, SIGNED -> "number";
    };
  }
}
