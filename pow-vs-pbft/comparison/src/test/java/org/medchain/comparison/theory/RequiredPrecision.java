package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;

/** How good a sample must be to be allowed to contradict theory (CMP-23). */
enum RequiredPrecision {
  COVERAGE(0.1),
  VERIFY(0.04),
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
    /** Runs it. */
    List<TheoryComparison> run(long seed, int size);
  }

  double halfWidth() {
    return halfWidth;
  }

  /** Fails unless all figures of the experiment are met. */
  void check(long seed, int pilotSize, Experiment experiment) {
    List<TheoryComparison> figures = sized(seed, pilotSize, experiment);
    figures.forEach(figure -> System.out.println(figure.row()));
    figures.forEach(figure -> figure.assertMet(halfWidth));
  }

  /**
   * Runs the experiment small, to learn how large it must be, then on other luck at that size,
   * until all intervals are short enough.
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

  static long seed(long seed, int run) {
    return (seed << 32) + run;
  }

  private static double widest(List<TheoryComparison> figures) {
    return figures.stream()
        .mapToDouble(figure -> figure.estimate().relativeHalfWidth())
        .max()
        .orElseThrow();
  }

  /** One number of which theory says what it is and the simulation how large it came out. */
  record TheoryComparison(String name, double exact, SampleEstimate estimate) {
    /** A false alarm in two million, and the seeds are fixed. */
    static final double SIGMAS = 5;

    /**
     * Fails if the two contradict each other, or if the sample is too small to contradict anything.
     */
    void assertMet(double halfWidth) {
      assertThat(estimate.relativeHalfWidth())
          .as("half-width: " + this)
          .isLessThanOrEqualTo(halfWidth);
      assertThat(estimate.sigmas(exact)).as("standard errors: " + this).isLessThan(SIGMAS);
    }

    /** The same where theory only has bounds, of which {@link #exact} is the lower one. */
    void assertBetween(double least, double most, double halfWidth) {
      assertThat(estimate.relativeHalfWidth())
          .as("half-width: " + this)
          .isLessThanOrEqualTo(halfWidth);
      double nearest = Math.min(Math.max(estimate.value(), least), most);
      assertThat(estimate.sigmas(nearest)).as("standard errors: " + this).isLessThan(SIGMAS);
    }

    /** A row: name, exact, simulated, half-width in percent, distance in σ, samples. */
    String row() {
      return String.format(
          Locale.ROOT,
          "%s,%.6g,%.6g,%.2f,%.2f,%d",
          name,
          exact,
          estimate.value(),
          100 * estimate.relativeHalfWidth(),
          estimate.sigmas(exact),
          estimate.samples());
    }

    @Override
    public String toString() {
      return row();
    }
  }
}
