package org.medchain.comparison.config;

/**
 * The distribution of the one-way delay of a link, in milliseconds, drawn for each message (key
 * {@code network.latency}; its key {@code distribution} names the case).
 */
public sealed interface Latency {
  /** The standard normal distribution's 99.9 % quantile. */
  double NORMAL_999 = 3.090232306167813;

  /** Log-normal, median 15 ms, sigma 0.4: hospitals of one country over the public Internet. */
  static Latency defaults() {
    return new Lognormal(15, 0.4);
  }

  /** What about one message in a thousand exceeds, in ms. */
  default double quantile999Ms() {
    return switch (this) {
      case Constant same -> same.ms;
      case Uniform even -> even.maxMs;
      case Exponential late -> late.minMs + late.meanMs * StrictMath.log(1000);
      case Lognormal tail -> tail.medianMs * StrictMath.exp(NORMAL_999 * tail.sigma);
    };
  }

  /** What half of the messages exceed, in ms. */
  default double medianDelayMs() {
    return switch (this) {
      case Constant same -> same.ms;
      case Uniform even -> (even.minMs + even.maxMs) / 2;
      case Exponential late -> late.minMs + late.meanMs * StrictMath.log(2);
      case Lognormal tail -> tail.medianMs;
    };
  }

  /** The mean, in ms. */
  default double meanDelayMs() {
    return switch (this) {
      case Constant same -> same.ms;
      case Uniform even -> (even.minMs + even.maxMs) / 2;
      case Exponential late -> late.minMs + late.meanMs;
      case Lognormal tail -> tail.medianMs * StrictMath.exp(tail.sigma * tail.sigma / 2);
    };
  }

  /**
   * Always the same ({@code constant}).
   *
   * @param ms the delay, 0 or more
   */
  record Constant(double ms) implements Latency {}

  /**
   * Equally likely in an interval ({@code uniform}).
   *
   * @param minMs the least delay, 0 or more
   * @param maxMs the largest, not under the least
   */
  record Uniform(double minMs, double maxMs) implements Latency {
    public Uniform {
      ConfigChecks.atLeast("network.latency.max_ms", maxMs, minMs);
    }
  }

  /**
   * A least delay and an exponential one on top ({@code exponential}).
   *
   * @param minMs the least delay, 0 or more
   * @param meanMs the mean of what comes on top, more than 0
   */
  record Exponential(double minMs, double meanMs) implements Latency {}

  /**
   * Log-normal ({@code lognormal}): half of the messages faster than the median, a long tail.
   *
   * @param medianMs the median, more than 0
   * @param sigma the standard deviation of the delay's natural logarithm, 0 to 3
   */
  record Lognormal(double medianMs, double sigma) implements Latency {}
}
