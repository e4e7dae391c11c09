package org.medchain.study.execution;

import java.io.PrintWriter;
import org.medchain.experiments.execution.ReadableNumbers;
import org.medchain.experiments.running.TerminalBar;

/** A bar that is drawn over again, for a terminal; gone when the work is done. */
final class StudyProgressBar implements StudyProgress {
  private static final int WIDTH_MAX = 100;

  private final TerminalBar bar;
  private volatile String what = "";

  StudyProgressBar(PrintWriter out) {
    bar =
        new TerminalBar(
            text -> {
              out.print(text);
              out.flush();
            },
            1,
            WIDTH_MAX,
            elapsedS -> what + "  " + ReadableNumbers.duration(elapsedS));
  }

  @Override
  public void begin(String theWork, int steps) {
    what = theWork;
    bar.begin(steps);
  }

  @Override
  public void step() {
    bar.step();
  }

  @Override
  public void close() {
    bar.clear();
  }
}
