package org.medchain.study.output;

import java.util.ArrayList;
import java.util.List;
import org.medchain.study.figure.page.TableColumns;

/** Findings as plain text, in columns that line up. */
public final class TerminalText {
  private static final int WIDTH = 100;

  /** Longer tables are whole on the page and in the JSON. */
  private static final int ROWS_MAX = 80;

  private final StringBuilder text = new StringBuilder();

  private TerminalText() {}

  /** The text; ends with a line's end. */
  public static String of(List<ResultPart> parts) {
    TerminalText written = new TerminalText();
    parts.forEach(written::part);
    return written.text.toString();
  }

  private void part(ResultPart part) {
    switch (part) {
      case ResultPart.HeadingPart heading -> {
        text.append(text.isEmpty() ? "" : "\n").append(heading.text()).append('\n');
        text.append("-".repeat(heading.text().codePointCount(0, heading.text().length())));
        text.append('\n');
      }
      case ResultPart.TextPart sentences -> wrap(sentences.text());
      case ResultPart.TablePart table -> table(table.shortened(ROWS_MAX));
    }
  }

  private void wrap(String words) {
    int column = 0;
    for (String word : words.split(" ", -1)) {
      int length = word.codePointCount(0, word.length());
      if (column > 0 && column + 1 + length > WIDTH) {
        text.append('\n');
        column = 0;
      }
      text.append(column > 0 ? " " : "").append(word);
      column += length + (column > 0 ? 1 : 0);
    }
    text.append('\n');
  }

  private void table(ResultPart.TablePart table) {
    List<Integer> widths = new ArrayList<>();
    List<Boolean> right = TableColumns.numeric(table.columns().size(), table.rows());
    for (int column = 0; column < table.columns().size(); column++) {
      int at = column;
      int widest = table.rows().stream().mapToInt(row -> width(row.get(at))).max().orElse(0);
      widths.add(Math.max(widest, width(table.columns().get(at))));
    }
    row(table.columns(), widths, right);
    table.rows().forEach(row -> row(row, widths, right));
  }

  private void row(List<String> cells, List<Integer> widths, List<Boolean> right) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      String space = " ".repeat(widths.get(column) - width(cell));
      line.append(column > 0 ? "  " : "");
      line.append(right.get(column) ? space + cell : cell + space);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
