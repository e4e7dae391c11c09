package org.medchain.study.execution;

import java.io.PrintWriter;
import java.util.Locale;
import org.medchain.experiments.execution.ReadableNumbers;
import org.medchain.experiments.running.Pace;

/** Plain lines now and then, for a log file or a pipe; none for quick steps. */
final class StudyProgressLines implements StudyProgress {
  private final PrintWriter out;
  private final Pace pace = new Pace();
  private String what = "";
  private int steps;
  private int done;

  StudyProgressLines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void begin(String theWork, int theSteps) {
    what = theWork;
    steps = theSteps;
    done = 0;
    tell();
  }

  @Override
  public synchronized void step() {
    done++;
    tell();
  }

  private void tell() {
    if (pace.isDue()) {
      String after = ReadableNumbers.duration(pace.elapsedS());
      out.printf(Locale.ROOT, "%s: %d of %d after %s%n", what, done, steps, after);
      out.flush();
    }
  }

  @Override
  public void close() {
    out.flush();
  }
}
