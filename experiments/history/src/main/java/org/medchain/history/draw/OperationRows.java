package org.medchain.history.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.Counterexample;

/**
 * Where the bars of a drawing lie, in characters. Events keep their order, and a bar is as wide as
 * its label; the distances mean nothing else.
 */
final class OperationRows {
  private static final int LABEL_MAX = 40;
  private static final int GAP = 2;

  private final Counterexample counterexample;
  private final Map<Long, List<Bar>> rows = new TreeMap<>();
  private int width;

  /** A bar from one character to another; an open one continues to the edge. */
  record Bar(String label, int from, int to, boolean open, boolean impossible) {}

  OperationRows(Counterexample counterexample) {
    this.counterexample = counterexample;
    Map<Integer, Integer> at = positions();
    for (HistoryOperation each : counterexample.operations()) {
      int from = at.get(each.start());
      int to = each.isOpen() ? width : at.get(each.end());
      boolean impossible = each.equals(counterexample.impossible());
      rows.computeIfAbsent(each.process(), process -> new ArrayList<>())
          .add(new Bar(label(each), from, to, each.isOpen(), impossible));
    }
  }

  private Map<Integer, Integer> positions() {
    List<int[]> events = new ArrayList<>();
    for (HistoryOperation each : counterexample.operations()) {
      int length = label(each).length() + 1;
      events.add(new int[] {each.start(), -1, length});
      if (!each.isOpen()) {
        events.add(new int[] {each.end(), each.start(), length});
      }
    }
    events.sort(Comparator.comparingInt(event -> event[0]));
    Map<Integer, Integer> at = new HashMap<>();
    int next = 0;
    for (int[] event : events) {
      if (event[1] >= 0) {
        next = Math.max(next, at.get(event[1]) + event[2]);
      }
      at.put(event[0], next);
      width = Math.max(width, next + (event[1] < 0 ? event[2] + GAP : GAP));
      next += GAP;
    }
    return at;
  }

  /** What the operation does, and what it returned where that is more than it was asked. */
  static String label(HistoryOperation operation) {
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

  Map<Long, List<Bar>> rows() {
    return rows;
  }

  int width() {
    return width;
  }
}
