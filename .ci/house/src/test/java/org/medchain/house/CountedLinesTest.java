package org.medchain.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * HOUSE-14: no module has more counted lines of main code than its row of {@code counted-lines.txt}
 * grants.
 *
 * <p>With {@code -Drewrite} rows go down to what there is. A row goes up by hand only, with its
 * reason in decision 0192.
 */
class CountedLinesTest {
  private static final Path TABLE = Path.of(".ci/house/src/test/resources/house/counted-lines.txt");
  private static final SourceTree TREE = SourceTree.here();
  private static final String MAIN = "/src/main/java/";

  @BeforeAll
  static void rewrite() {
    if (System.getProperty("rewrite") != null) {
      TREE.write(TABLE, lowered(TREE.read(TABLE), counted()));
    }
  }

  @Test
  void noModuleIsLargerThanItsRow() {
    assertThat(larger(granted(), counted())).isEmpty();
  }

  @Test
  void rowsThatAreNeededNoMoreGo() {
    assertThat(granted().keySet()).isEqualTo(counted().keySet());
  }

  @Test
  void aModuleOverItsRowAndOneWithoutARowAreFound() {
    assertThat(larger(map("a", 10, "b", 10), map("a", 11, "b", 10, "c", 1)))
        .containsExactly("a: 11 counted lines, 10 are granted", "c: 1 counted lines, no row");
  }

  @Test
  void aRowGoesDownAndNeverUp() {
    assertThat(lowered("# why\na 10\nb 10\n", map("a", 11, "b", 7)))
        .isEqualTo("# why\na 10\nb 7\n");
  }

  @Test
  void blanksCommentsAndImportsDoNotCount() {
    String source = "package a;\n\nimport b.C;\n\n/** Why. */\nrecord D() {}\n// end\n";
    assertThat(CodeLines.counted(source)).isEqualTo(1);
  }

  private static List<String> larger(
      SortedMap<String, Integer> granted, SortedMap<String, Integer> counted) {
    List<String> larger = new ArrayList<>();
    counted.forEach(
        (part, lines) -> {
          Integer limit = granted.get(part);
          if (limit == null) {
            larger.add(part + ": " + lines + " counted lines, no row");
          } else if (lines > limit) {
            larger.add(part + ": " + lines + " counted lines, " + limit + " are granted");
          }
        });
    return larger;
  }

  private static String lowered(String table, SortedMap<String, Integer> counted) {
    StringBuilder rows = new StringBuilder();
    for (String line : table.lines().toList()) {
      String[] row = line.split(" ", -1);
      boolean lower =
          row.length == 2
              && counted.containsKey(row[0])
              && counted.get(row[0]) < Integer.parseInt(row[1]);
      rows.append(lower ? row[0] + " " + counted.get(row[0]) : line).append('\n');
    }
    return rows.toString();
  }

  private static SortedMap<String, Integer> granted() {
    SortedMap<String, Integer> granted = new TreeMap<>();
    for (String line : TREE.read(TABLE).lines().filter(each -> !each.startsWith("#")).toList()) {
      String[] row = line.split(" ", -1);
      granted.put(row[0], Integer.parseInt(row[1]));
    }
    return granted;
  }

  private static SortedMap<String, Integer> counted() {
    SortedMap<String, Integer> counted = new TreeMap<>();
    for (SourceFile file : TREE.mainSources()) {
      counted.merge(part(file), file.countedLines(), Integer::sum);
    }
    return counted;
  }

  /** The module; in the core each layer has a row, and each protocol. */
  private static String part(SourceFile file) {
    String path = file.path().toString().replace('\\', '/');
    String module = path.substring(0, path.indexOf(MAIN));
    if (!module.equals("reference-node/core")) {
      return module;
    }
    String[] rooms = file.packageName().split("\\.", -1);
    String layer = module + "/" + rooms[2];
    return rooms[2].equals("consensus") && rooms.length > 3 ? layer + "/" + rooms[3] : layer;
  }

  private static SortedMap<String, Integer> map(Object... pairs) {
    SortedMap<String, Integer> map = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], (Integer) pairs[i + 1]);
    }
    return map;
  }
}
