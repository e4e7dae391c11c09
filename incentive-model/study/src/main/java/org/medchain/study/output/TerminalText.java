package org.medchain.study.output;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.medchain.experiments.execution.WrappedText;
import org.medchain.game.exact.Vectors;
import org.medchain.study.output.ResultPart.Sentences;

/** Findings as plain text, in columns that line up. */
public final class TerminalText {
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
      case ResultPart.Heading heading -> {
        text.append(text.isEmpty() ? "" : "\n").append(heading.text()).append('\n');
        text.append("-".repeat(heading.text().codePointCount(0, heading.text().length())));
        text.append('\n');
      }
      case Sentences sentences ->
          WrappedText.of("", sentences.text()).forEach(line -> text.append(line).append('\n'));
      case ResultTable table -> table(table.columns(), shortened(table));
    }
  }

  /** Names the number of omitted rows. */
  private static List<List<String>> shortened(ResultTable table) {
    int more = table.rows().size() - ROWS_MAX;
    if (more <= 0) {
      return table.rows();
    }
    List<List<String>> kept = new ArrayList<>(table.rows().subList(0, ROWS_MAX));
    List<String> last = new ArrayList<>(Collections.nCopies(table.columns().size(), ""));
    last.set(0, "… " + more + " more");
    kept.add(last);
    return kept;
  }

  private void table(List<String> columns, List<List<String>> rows) {
    List<Boolean> right = TableColumns.numeric(columns.size(), rows);
    List<Integer> widths =
        Vectors.list(
            columns.size(),
            at ->
                rows.stream()
                    .mapToInt(row -> width(row.get(at)))
                    .reduce(width(columns.get(at)), Math::max));
    row(columns, widths, right);
    rows.forEach(row -> row(row, widths, right));
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
