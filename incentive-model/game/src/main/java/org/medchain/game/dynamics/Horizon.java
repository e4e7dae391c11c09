package org.medchain.game.dynamics;

/**
 * How far, how densely and how exactly to follow a dynamic.
 *
 * @param time at most, in the unit of {@link Populations}
 * @param samples how many states to record after the first, at equal distances in time
 * @param error allowed in one step of the integration, absolute and relative
 * @param restSpeed no share moves faster than this: converged
 * @param steps at most, for one sample; or switches of the best response
 */
public record Horizon(double time, int samples, double error, double restSpeed, int steps) {
  /** Checks the ranges. */
  public Horizon {
    if (!(time > 0
        && time <= Double.MAX_VALUE
        && samples >= 1
        && steps >= 1
        && steps <= 100_000_000)) {
      throw new IllegalArgumentException(
          "horizon needs time, samples and steps (to 10^8) above 0, not "
              + time
              + ", "
              + samples
              + ", "
              + steps);
    }
    if (!(error >= 1e-14 && error <= 0.1 && restSpeed >= 0 && restSpeed < 1)) {
      throw new IllegalArgumentException(
          "horizon needs an error from 1e-14 to 0.1 and a rest speed from 0 to 1, not "
              + error
              + " and "
              + restSpeed);
    }
  }

  /** Until {@code time}, 200 samples, steps to 1e-12, at rest below 1e-10. */
  public static Horizon of(double time) {
    return new Horizon(time, 200, 1e-12, 1e-10, 100_000);
  }

  /** The same without stopping at rest. */
  public Horizon throughout() {
    return new Horizon(time, samples, error, 0, steps);
  }

  /** The same with that many samples. */
  public Horizon sampled(int count) {
    return new Horizon(time, count, error, restSpeed, steps);
  }
}
