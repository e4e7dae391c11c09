package org.medchain.game.format;

/**
 * A game file that is not what it should be; the message is one line, {@code file:line:column:
 * reason}.
 */
public final class GameFileException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * The exception.
   *
   * @param line from 1
   * @param column from 1, in characters
   */
  public GameFileException(String file, int line, int column, String reason) {
    super(file + ":" + line + ":" + column + ": " + reason);
  }
}
