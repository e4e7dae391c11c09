package org.medchain.comparison.theory;

import java.util.List;

/** How good a sample must be to be allowed to contradict theory (CMP-23). */
enum RequiredPrecision {
  /** Enough to count which intervals hold the number. */
  COVERAGE(0.1),
  /**
   * In every build: at 5 % a formula that is a tenth off would sometimes be 5σ off, sometimes not.
   */
  VERIFY(0.04),
  /** In the long one. */
  EXHAUSTIVE(0.02);

  /** So much more than the last run asks for, which may have seen too little variance. */
  private static final double MARGIN = 1.15;

  /** Seeds kept for one experiment: a pilot, a run, and more where the pilot was far off. */
  private static final int ROUNDS = 16;

  private final double halfWidth;

  RequiredPrecision(double halfWidth) {
    this.halfWidth = halfWidth;
  }

  /** Something that can be run at any size, always the same for the same seed and size. */
  @FunctionalInterface
  interface Experiment {
    /**
     * Runs it.
     *
     * @param seed of all its randomness
     * @param size number of independent replications
     */
    List<TheoryComparison> run(long seed, int size);
  }

  /** Half of an interval's length by the value, at most. */
  double halfWidth() {
    return halfWidth;
  }

  /**
   * Fails unless all figures of the experiment are met.
   *
   * @param pilotSize where it is what runs on other luck, those of {@link #sized} for one, have
   *     asked for, the first run is enough
   */
  void check(long seed, int pilotSize, Experiment experiment) {
    List<TheoryComparison> figures = sized(seed, pilotSize, experiment);
    figures.forEach(figure -> System.out.println(figure.row()));
    figures.forEach(figure -> figure.assertMet(halfWidth));
  }

  /**
   * Runs the experiment small, to learn how large it must be, then on other luck at that size,
   * until all intervals are short enough.
   *
   * @param seed of the experiment; no two with one seed
   */
  List<TheoryComparison> sized(long seed, int pilotSize, Experiment experiment) {
    int size = pilotSize;
    List<TheoryComparison> figures = experiment.run(seed * ROUNDS, size);
    for (int round = 1; round < ROUNDS && widest(figures) > halfWidth; round++) {
      double ratio = widest(figures) / halfWidth;
      size = (int) Math.ceil(size * ratio * ratio * MARGIN);
      // Other luck: what a run has seen decides about the next one's size, not about its result.
      figures = experiment.run(seed * ROUNDS + round, size);
    }
    return figures;
  }

  /** The seed of one of many runs: no two that differ in one of the numbers share one. */
  static long seed(long seed, int run) {
    return (seed << 32) + run;
  }

  private static double widest(List<TheoryComparison> figures) {
    return figures.stream()
        .mapToDouble(figure -> figure.estimate().relativeHalfWidth())
        .max()
        .orElseThrow();
  }
}
