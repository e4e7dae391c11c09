package org.medchain.consensus.golden;

import java.util.List;

/** The driver to which a {@link GoldenFile} is played. */
public interface GoldenDriver {
  /**
   * Runs one command.
   *
   * @return what happened, one line each, none of them blank
   * @throws IllegalArgumentException if there is no such command, or its arguments are wrong
   */
  List<String> run(String command);
}
