package org.medchain.study.execution;

import java.io.PrintWriter;
import java.util.Locale;
import org.medchain.experiments.execution.ReadableNumbers;

/** Plain lines now and then, for a log file or a pipe; none for what is quick. */
final class StudyProgressLines implements StudyProgress {
  private static final double EVERY_S = 10;

  private final PrintWriter out;
  private final long startNs = System.nanoTime();
  private double saidS;
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
    double elapsedS = (System.nanoTime() - startNs) / 1e9;
    if (elapsedS - saidS >= EVERY_S) {
      saidS = elapsedS;
      out.printf(
          Locale.ROOT,
          "%s: %d of %d after %s%n",
          what,
          done,
          steps,
          ReadableNumbers.duration(elapsedS));
      out.flush();
    }
  }

  @Override
  public void close() {
    out.flush();
  }
}
