package org.medchain.paper.text;

import java.util.ArrayList;
import java.util.List;

/** A table in GitHub's Markdown. */
final class MarkdownTable {
  private final List<String> heads = new ArrayList<>();
  private final List<String> rules = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();

  /**
   * One more column.
   *
   * @param number whether its cells are numbers, which stand at the right
   */
  void head(String text, boolean number) {
    heads.add(text.replace("|", "\\|"));
    rules.add(number ? "---:" : "---");
  }

  /** One more row of cells in which no bar is. */
  void row(List<String> cells) {
    rows.add(line(cells));
  }

  String text() {
    List<String> lines = new ArrayList<>(List.of(line(heads), line(rules)));
    lines.addAll(rows);
    return String.join("\n", lines);
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
