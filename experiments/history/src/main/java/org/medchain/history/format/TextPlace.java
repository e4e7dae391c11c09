package org.medchain.history.format;

import org.medchain.history.HistoryFormatException;

/** A line and a column of a text, from 1. */
record TextPlace(int line, int column) {
  static TextPlace of(String text, int position) {
    int start = text.lastIndexOf('\n', position - 1) + 1;
    int line = 1 + (int) text.substring(0, start).chars().filter(each -> each == '\n').count();
    return new TextPlace(line, Math.min(position, text.length()) - start + 1);
  }

  HistoryFormatException wrong(String message) {
    return new HistoryFormatException(line, column, message);
  }
}
