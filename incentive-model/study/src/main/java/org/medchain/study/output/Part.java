package org.medchain.study.output;

import java.util.ArrayList;
import java.util.List;

/** A piece of what a study found, for the terminal and the page alike. */
public sealed interface Part {
  /** What the following parts are about. */
  record Heading(String words) implements Part {}

  /** One or more sentences. */
  record Text(String words) implements Part {}

  /**
   * A table.
   *
   * @param columns headings
   * @param rows a cell for each column
   */
  record Table(List<String> columns, List<List<String>> rows) implements Part {
    /** Checks that there is a cell for each column. */
    public Table {
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
     * Without its last rows, where there are more than {@code most}; says how many are left out.
     */
    Table shortened(int most) {
      if (rows.size() <= most) {
        return this;
      }
      List<List<String>> kept = new ArrayList<>(rows.subList(0, most));
      List<String> last = new ArrayList<>(columns.stream().map(column -> "").toList());
      last.set(0, "… " + (rows.size() - most) + " more");
      kept.add(last);
      return new Table(columns, kept);
    }
  }
}
