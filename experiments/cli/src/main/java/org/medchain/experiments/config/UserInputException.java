package org.medchain.experiments.config;

import java.util.List;

/**
 * A user's error: in a config, an option, a file or a folder. Ends the command with exit code 2 and
 * these lines on stderr, nothing else (EXP-3).
 */
public final class UserInputException extends Exception {
  private final List<String> lines;

  /** One line a problem; there is at least one. */
  public UserInputException(List<String> lines) {
    super(String.join("\n", lines), null, false, false);
    this.lines = List.copyOf(lines);
  }

  /** A single problem. */
  public UserInputException(String line) {
    this(List.of(line));
  }

  /** What to print. */
  public List<String> lines() {
    return lines;
  }
}
