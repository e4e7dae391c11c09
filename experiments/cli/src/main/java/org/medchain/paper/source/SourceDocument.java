package org.medchain.paper.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** JSON or YAML (which JSON is a part of) laid flat: {@code ledger.interval.0} is a column. */
record SourceDocument(String name, Object root) {
  /** The largest that is committed has a few hundred thousand. */
  private static final int CHARACTERS_MAX = 1 << 26;

  static SourceDocument of(String name, String text) throws SourceProblem {
    try {
      LoadSettings settings = LoadSettings.builder().setCodePointLimit(CHARACTERS_MAX).build();
      return new SourceDocument(name, new Load(settings).loadFromString(text));
    } catch (YamlEngineException e) {
      throw new SourceProblem(
          name
              + " is neither JSON nor YAML: "
              + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }
  }

  /** The whole document as one row. */
  SourceTable whole() {
    Map<String, String> row = new LinkedHashMap<>();
    flatten("", root, row);
    return new SourceTable(name, new LinkedHashSet<>(row.keySet()), List.of(row));
  }

  /**
   * A list in it, one row an item.
   *
   * @param path keys with dots between them
   */
  SourceTable list(String path) throws SourceProblem {
    Object at = root;
    for (String key : path.split("\\.", -1)) {
      at = at instanceof Map<?, ?> map ? map.get(key) : null;
    }
    String full = name + "#" + path;
    if (!(at instanceof List<?> items)) {
      throw new SourceProblem(full + ": there is no list; lists: " + lists());
    }
    SequencedSet<String> columns = new LinkedHashSet<>();
    List<Map<String, String>> rows = new ArrayList<>();
    for (Object item : items) {
      Map<String, String> row = new LinkedHashMap<>();
      flatten("", item, row);
      columns.addAll(row.keySet());
      rows.add(row);
    }
    return new SourceTable(full, columns, rows);
  }

  private String lists() {
    List<String> found = new ArrayList<>();
    lists("", root, found);
    return found.isEmpty() ? "none" : String.join(", ", found);
  }

  private static void lists(String at, Object node, List<String> found) {
    if (node instanceof List<?>) {
      found.add(at);
    } else if (node instanceof Map<?, ?> map) {
      map.forEach((key, value) -> lists(join(at, String.valueOf(key)), value, found));
    }
  }

  private static void flatten(String at, Object node, Map<String, String> row) {
    switch (node) {
      case null -> row.put(at, "");
      case Map<?, ?> map ->
          map.forEach((key, value) -> flatten(join(at, String.valueOf(key)), value, row));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          flatten(join(at, Integer.toString(i)), list.get(i), row);
        }
      }
      default -> row.put(at, String.valueOf(node));
    }
  }

  private static String join(String at, String key) {
    return at.isEmpty() ? key : at + "." + key;
  }
}
