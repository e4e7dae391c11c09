package org.medchain.game.dynamics;

/**
 * How far, how densely and how exactly to follow a dynamic.
 *
 * @param time at most, in the unit of {@link Populations}
 * @param samples how many states to record after the first, at equal distances in time
 * @param tolerance allowed in one step of the integration, absolute and relative
 * @param restSpeed no share moves faster than this: converged
 * @param maxSteps at most, for one sample; or switches of the best response
 */
public record IntegrationSettings(
    double time, int samples, double tolerance, double restSpeed, int maxSteps) {
  /** Until {@code time}, 200 samples, steps to 1e-12, at rest below 1e-10. */
  public static IntegrationSettings of(double time) {
    return new IntegrationSettings(time, 200, 1e-12, 1e-10, 100_000);
  }

  /** The same without stopping at rest. */
  public IntegrationSettings withoutStoppingAtRest() {
    return new IntegrationSettings(time, samples, tolerance, 0, maxSteps);
  }

  /** The same with another time at most. */
  public IntegrationSettings withTime(double other) {
    return new IntegrationSettings(other, samples, tolerance, restSpeed, maxSteps);
  }

  /** The same with that many samples. */
  public IntegrationSettings withSamples(int count) {
    return new IntegrationSettings(time, count, tolerance, restSpeed, maxSteps);
  }
}
