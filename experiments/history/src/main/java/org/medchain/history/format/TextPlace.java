package org.medchain.history.format;

import org.medchain.history.HistoryFormatException;

/** A line and a column of a text, from 1. */
record TextPlace(int line, int column) {
  static TextPlace of(String text, int position) {
    int line = 1;
    int start = 0;
    for (int end = text.indexOf('\n');
        end >= 0 && end < position;
        end = text.indexOf('\n', start)) {
      line++;
      start = end + 1;
    }
    return new TextPlace(line, Math.min(position, text.length()) - start + 1);
  }

  HistoryFormatException wrong(String message) {
    return new HistoryFormatException(line, column, message);
  }
}
