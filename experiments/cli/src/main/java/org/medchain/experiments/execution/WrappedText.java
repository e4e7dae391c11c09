package org.medchain.experiments.execution;

import java.util.ArrayList;
import java.util.List;

/** Sentences in lines of a terminal. */
public final class WrappedText {
  private static final int WIDTH = 100;

  private WrappedText() {}

  /** A label and a text; its further lines begin under its first. */
  public static List<String> of(String label, String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(label);
    boolean empty = true;
    for (String word : text.split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(label.length()));
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(line.toString());
    return lines;
  }
}
