package org.medchain.history.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.medchain.history.check.Counterexample;
import org.medchain.history.draw.OperationRows.Bar;

/** A counterexample in characters, for a terminal. */
public final class CounterexampleText {
  private static final int WIDTH_MAX = 200;

  private CounterexampleText() {}

  /** One line a process; the impossible operation stands between exclamation marks. */
  public static List<String> lines(Counterexample counterexample) {
    OperationRows rows = new OperationRows(counterexample);
    int margin = 0;
    for (long process : rows.rows().keySet()) {
      margin = Math.max(margin, Long.toString(process).length());
    }
    List<String> lines = new ArrayList<>();
    for (Map.Entry<Long, List<Bar>> row : rows.rows().entrySet()) {
      StringBuilder line = new StringBuilder(" ".repeat(rows.width() + 1));
      row.getValue().forEach(bar -> draw(bar, line));
      String drawn = line.toString().stripTrailing();
      lines.add(
          " ".repeat(margin - Long.toString(row.getKey()).length())
              + row.getKey()
              + "  "
              + (drawn.length() <= WIDTH_MAX ? drawn : drawn.substring(0, WIDTH_MAX) + "…"));
    }
    return lines;
  }

  private static void draw(Bar bar, StringBuilder line) {
    int room = bar.to() - bar.from() - 1;
    String fill = bar.impossible() ? "!" : "-";
    int before = Math.max(0, (room - bar.label().length()) / 2);
    int after = Math.max(0, room - bar.label().length() - before);
    String inside = fill.repeat(before) + bar.label() + fill.repeat(after);
    line.replace(bar.from(), bar.from() + 1, bar.impossible() ? "!" : "|");
    line.replace(bar.from() + 1, bar.from() + 1 + inside.length(), inside);
    line.replace(bar.to(), bar.to() + 1, bar.open() ? ">" : bar.impossible() ? "!" : "|");
  }
}
