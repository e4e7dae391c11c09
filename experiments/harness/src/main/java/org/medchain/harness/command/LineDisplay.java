package org.medchain.harness.command;

import java.util.function.Consumer;
import org.medchain.harness.session.RunDisplay;

/**
 * A line for each thing that happens, for a log file or a pipe.
 *
 * @param lines takes each
 */
record LineDisplay(Consumer<String> lines) implements RunDisplay {
  @Override
  public void say(String what) {
    lines.accept("  " + what);
  }

  @Override
  public void close() {}
}
