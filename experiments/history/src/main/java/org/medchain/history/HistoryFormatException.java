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

  /** With a place; line and column count from 1. */
  public HistoryFormatException(int line, int column, String message) {
    this("line " + line + ", column " + column + ": " + message);
  }
}
