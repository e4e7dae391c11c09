package org.medchain.study.execution;

import java.io.PrintWriter;

/** Shows the progress of a study. {@code step} may be called from any thread. */
public interface StudyProgress extends AutoCloseable {
  /** Reports no progress. */
  StudyProgress NONE =
      new StudyProgress() {
        @Override
        public void begin(String what, int steps) {}

        @Override
        public void step() {}

        @Override
        public void close() {}
      };

  /** A bar on a terminal, a line now and then elsewhere. */
  static StudyProgress on(PrintWriter out, boolean terminal) {
    return terminal ? new StudyProgressBar(out) : new StudyProgressLines(out);
  }

  /** The next piece of work. */
  void begin(String what, int steps);

  /** One of its steps is done. */
  void step();

  /** Ends the display, whether or not all is done. */
  @Override
  void close();
}
