package org.medchain.history.draw;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.Counterexample;

/**
 * A counterexample in characters, for a terminal. Events keep their order, and a bar is as wide as
 * its label; the distances mean nothing else.
 */
public final class CounterexampleText {
  private static final int WIDTH_MAX = 200;
  private static final int LABEL_MAX = 40;
  private static final int GAP = 2;

  private CounterexampleText() {}

  /** One line a process; the impossible operation stands between exclamation marks. */
  public static List<String> lines(Counterexample counterexample) {
    Map<Integer, Integer> at = positions(counterexample.operations());
    int width = at.remove(HistoryOperation.NEVER);
    Map<Long, StringBuilder> rows = new TreeMap<>();
    for (HistoryOperation each : counterexample.operations()) {
      StringBuilder row =
          rows.computeIfAbsent(each.process(), it -> new StringBuilder(" ".repeat(width + 1)));
      boolean impossible = each.equals(counterexample.impossible());
      draw(each, at.get(each.start()), at.getOrDefault(each.end(), width), impossible, row);
    }
    int margin = rows.keySet().stream().mapToInt(it -> Long.toString(it).length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    rows.forEach(
        (process, row) -> {
          String drawn = row.toString().stripTrailing();
          lines.add(
              " ".repeat(margin - Long.toString(process).length())
                  + process
                  + "  "
                  + (drawn.length() <= WIDTH_MAX ? drawn : drawn.substring(0, WIDTH_MAX) + "…"));
        });
    return lines;
  }

  /** Where each event lies; under {@link HistoryOperation#NEVER} where all end. */
  private static Map<Integer, Integer> positions(List<HistoryOperation> operations) {
    Map<Integer, HistoryOperation> events = new TreeMap<>();
    for (HistoryOperation each : operations) {
      events.put(each.start(), each);
      if (!each.isOpen()) {
        events.put(each.end(), each);
      }
    }
    Map<Integer, Integer> at = new HashMap<>();
    int next = 0;
    int width = 0;
    for (Map.Entry<Integer, HistoryOperation> event : events.entrySet()) {
      int length = label(event.getValue()).length() + 1;
      boolean begins = event.getKey() == event.getValue().start();
      if (!begins) {
        next = Math.max(next, at.get(event.getValue().start()) + length);
      }
      at.put(event.getKey(), next);
      width = Math.max(width, next + GAP + (begins ? length : 0));
      next += GAP;
    }
    at.put(HistoryOperation.NEVER, width);
    return at;
  }

  /** A bar from one character to another; an open one continues to the edge. */
  private static void draw(
      HistoryOperation operation, int from, int to, boolean impossible, StringBuilder line) {
    String label = label(operation);
    int room = to - from - 1;
    String fill = impossible ? "!" : "-";
    int before = Math.max(0, (room - label.length()) / 2);
    int after = Math.max(0, room - label.length() - before);
    String inside = fill.repeat(before) + label + fill.repeat(after);
    String end = impossible ? "!" : "|";
    line.replace(from, from + 1, end);
    line.replace(from + 1, from + 1 + inside.length(), inside);
    line.replace(to, to + 1, operation.isOpen() ? ">" : end);
  }

  /** What the operation does, and what it returned where that is more than it was asked. */
  private static String label(HistoryOperation operation) {
    String label = operation.f();
    if (!operation.argument().isNil()) {
      label += " " + operation.argument();
    }
    if (!operation.isOpen() && !operation.result().equals(operation.argument())) {
      label += " → " + operation.result();
    } else if (operation.f().equals("read") && !operation.isOpen()) {
      label += " → nil";
    }
    return label.length() <= LABEL_MAX ? label : label.substring(0, LABEL_MAX - 1) + "…";
  }
}
