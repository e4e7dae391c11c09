package org.medchain.experiments.running;

/** When the next line about a long work is due: every ten seconds. For one thread at a time. */
public final class Pace {
  private static final double EVERY_S = 10;

  private final long startNs = System.nanoTime();
  private double saidS;

  /** Seconds since the beginning. */
  public double elapsedS() {
    return (System.nanoTime() - startNs) / 1e9;
  }

  /** Whether a line is due; then the next one is due ten seconds later. */
  public boolean isDue() {
    double elapsedS = elapsedS();
    boolean due = elapsedS - saidS >= EVERY_S;
    if (due) {
      saidS = elapsedS;
    }
    return due;
  }
}
