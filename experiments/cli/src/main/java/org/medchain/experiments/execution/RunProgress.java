package org.medchain.experiments.execution;

import java.io.PrintStream;

/** Shows the progress of a run. All methods may be called from any thread. */
public interface RunProgress extends AutoCloseable {
  /** A bar on a terminal, lines elsewhere. */
  static RunProgress on(PrintStream out, boolean terminal, int trials) {
    return terminal ? new RunProgressBar(out, trials) : new RunProgressLines(out, trials);
  }

  /**
   * How far it is now.
   *
   * @param trialsEnded with or without a result
   * @param shareDone of the expected work, 0 to 1
   * @param messagesDelivered so far
   */
  void update(int trialsEnded, double shareDone, long messagesDelivered);

  /** A line that stays. */
  void printLine(String line);

  /** Ends the display, whether or not all is done. */
  @Override
  void close();
}
