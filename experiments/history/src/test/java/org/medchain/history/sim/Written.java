package org.medchain.history.sim;

import org.medchain.history.History;
import org.medchain.history.HistoryFormatException;
import org.medchain.history.format.HistoryReader;

/** Short histories for tests. */
public final class Written {
  private Written() {}

  /** Each event as "process type f value"; the value may be left out. */
  public static History history(String... events) {
    StringBuilder text = new StringBuilder();
    for (String each : events) {
      String[] parts = each.split(" ", 4);
      text.append("{:process ").append(parts[0]).append(" :type :").append(parts[1]);
      text.append(" :f :").append(parts[2]);
      text.append(parts.length > 3 ? " :value " + parts[3] : "").append("}\n");
    }
    try {
      return HistoryReader.read(text.toString());
    } catch (HistoryFormatException e) {
      throw new AssertionError(text + e.getMessage(), e);
    }
  }

  /** Operations that end before the next begins, each as "f argument -> result". */
  public static History serial(String... operations) {
    String[] events = new String[2 * operations.length];
    for (int i = 0; i < operations.length; i++) {
      String[] sides = operations[i].split(" -> ", 2);
      String f = sides[0].split(" ", 2)[0];
      events[2 * i] = i + " invoke " + sides[0];
      events[2 * i + 1] = i + " ok " + (sides.length > 1 ? f + " " + sides[1] : sides[0]);
    }
    return history(events);
  }
}
