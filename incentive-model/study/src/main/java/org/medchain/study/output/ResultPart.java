package org.medchain.study.output;

import java.util.ArrayList;
import java.util.List;

/** A part of a study's results, for the terminal and the page alike. */
public sealed interface ResultPart {
  /** The heading of the following parts. */
  record HeadingPart(String text) implements ResultPart {}

  /** One or more sentences. */
  record TextPart(String text) implements ResultPart {}

  /**
   * A table.
   *
   * @param columns headings
   * @param rows a cell for each column
   */
  record TablePart(List<String> columns, List<List<String>> rows) implements ResultPart {
    /** Checks that there is a cell for each column. */
    public TablePart {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<String> row : rows) {
        if (row.size() != columns.size()) {
          throw new IllegalArgumentException(
              row.size() + " cells " + row + " for the columns " + columns);
        }
      }
    }

    /**
     * Without its last rows, where there are more than {@code most}; names the number of omitted
     * ones.
     */
    TablePart shortened(int most) {
      if (rows.size() <= most) {
        return this;
      }
      List<List<String>> kept = new ArrayList<>(rows.subList(0, most));
      List<String> last = new ArrayList<>(columns.stream().map(column -> "").toList());
      last.set(0, "… " + (rows.size() - most) + " more");
      kept.add(last);
      return new TablePart(columns, kept);
    }
  }
}
