package org.medchain.paper.source;

import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import org.medchain.launcher.SpellingSuggestion;

/**
 * Rows of text under named columns. A field without a value is empty.
 *
 * @param name of the file, and of the list in it, for messages
 * @param columns in the file's order
 * @param rows by column; a column may be missing where there is no value
 */
public record SourceTable(
    String name, SequencedSet<String> columns, List<Map<String, String>> rows) {
  private static final int COLUMNS_NAMED_MAX = 30;

  /**
   * The values of a column, one a row, empty where there is none.
   *
   * @throws SourceProblem if there is no such column
   */
  public List<String> column(String column) throws SourceProblem {
    require(column);
    return rows.stream().map(row -> row.getOrDefault(column, "")).toList();
  }

  /**
   * Nothing, where there is such a column.
   *
   * @throws SourceProblem that says which there are
   */
  public void require(String column) throws SourceProblem {
    if (!columns.contains(column)) {
      String allowed =
          SpellingSuggestion.nearest(column, columns)
              .map(meant -> "; did you mean '" + meant + "'?")
              .orElseGet(() -> "; allowed: " + names());
      throw new SourceProblem(name + " has no column '" + column + "'" + allowed);
    }
  }

  private String names() {
    String some = columns.stream().limit(COLUMNS_NAMED_MAX).collect(Collectors.joining(", "));
    return columns.size() > COLUMNS_NAMED_MAX ? some + ", …" : some;
  }
}
