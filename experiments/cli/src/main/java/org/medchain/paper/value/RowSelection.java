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
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < table.rows().size(); i++) {
      Map<String, String> row = table.rows().get(i);
      if (conditions.stream().allMatch(each -> each.holds(row))) {
        chosen.add(i);
      }
    }
    return table.rows(chosen);
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
    Map<List<String>, List<Integer>> numbers = new LinkedHashMap<>();
    for (int i = 0; i < table.rows().size(); i++) {
      Map<String, String> row = table.rows().get(i);
      List<String> key = keys.stream().map(each -> row.getOrDefault(each, "")).toList();
      numbers.computeIfAbsent(key, unused -> new ArrayList<>()).add(i);
    }
    Map<List<String>, SourceTable> groups = new LinkedHashMap<>();
    numbers.forEach((key, rows) -> groups.put(key, table.rows(rows)));
    return groups;
  }
}
