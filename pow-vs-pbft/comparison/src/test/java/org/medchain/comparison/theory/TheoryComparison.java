package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

/**
 * One number of which theory says what it is and the simulation how large it came out.
 *
 * @param name what it is, under which conditions
 * @param exact the closed form's value
 * @param estimate the real replicas'
 */
record TheoryComparison(String name, double exact, SampleEstimate estimate) {
  /** A false alarm in two million, and the seeds are fixed. */
  static final double SIGMAS = 5;

  /**
   * Fails if the two contradict each other, or if the sample is too small to contradict anything.
   *
   * @param halfWidth of the interval by the value, at most
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
