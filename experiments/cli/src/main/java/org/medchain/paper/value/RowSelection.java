package org.medchain.paper.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.paper.source.SourceProblem;
import org.medchain.paper.source.SourceTable;

/** Rows of a table that conditions choose, and rows that belong together. */
public final class RowSelection {
  private RowSelection() {}

  /**
   * The rows that meet all conditions.
   *
   * @throws SourceProblem if one names a column that is not there
   */
  public static SourceTable of(SourceTable table, List<RowCondition> conditions)
      throws SourceProblem {
    for (RowCondition each : conditions) {
      table.require(each.column());
    }
    List<Map<String, String>> chosen =
        table.rows().stream()
            .filter(row -> conditions.stream().allMatch(each -> each.holds(row)))
            .toList();
    return new SourceTable(table.name(), table.columns(), chosen);
  }

  /**
   * The rows of each combination of keys, in the order in which the combinations first occur.
   *
   * @throws SourceProblem if a key is no column
   */
  public static Map<List<String>, SourceTable> groups(SourceTable table, List<String> keys)
      throws SourceProblem {
    for (String each : keys) {
      table.require(each);
    }
    Map<List<String>, SourceTable> groups = new LinkedHashMap<>();
    for (Map<String, String> row : table.rows()) {
      List<String> key = keys.stream().map(each -> row.getOrDefault(each, "")).toList();
      groups
          .computeIfAbsent(
              key, own -> new SourceTable(table.name(), table.columns(), new ArrayList<>()))
          .rows()
          .add(row);
    }
    return groups;
  }
}
