package org.medchain.history;

/**
 * A file is no history, or one that cannot be judged. The message is one line: where, what, and
 * what is allowed.
 */
public final class HistoryFormatException extends Exception {
  private static final long serialVersionUID = 1;

  /** Without a place. */
  public HistoryFormatException(String message) {
    super(message, null, false, false);
  }

  /** With the line and column, from 1, of a position in a text. */
  public static HistoryFormatException at(String text, int position, String message) {
    int start = text.lastIndexOf('\n', position - 1) + 1;
    long line = 1 + text.substring(0, start).chars().filter(each -> each == '\n').count();
    int column = Math.min(position, text.length()) - start + 1;
    return new HistoryFormatException("line " + line + ", column " + column + ": " + message);
  }
}
