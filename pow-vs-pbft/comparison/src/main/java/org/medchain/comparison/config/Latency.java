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
  double quantile999Ms();

  /** What half of the messages exceed, in ms. */
  double medianDelayMs();

  /** The mean, in ms. */
  double meanDelayMs();

  /**
   * Always the same ({@code constant}).
   *
   * @param ms the delay, 0 or more
   */
  record Constant(double ms) implements Latency {
    /** Checks the range. */
    public Constant {
      ConfigChecks.atLeast("network.latency.ms", ms, 0);
    }

    @Override
    public double quantile999Ms() {
      return ms;
    }

    @Override
    public double medianDelayMs() {
      return ms;
    }

    @Override
    public double meanDelayMs() {
      return ms;
    }
  }

  /**
   * Equally likely in an interval ({@code uniform}).
   *
   * @param minMs the least delay, 0 or more
   * @param maxMs the largest, not under the least
   */
  record Uniform(double minMs, double maxMs) implements Latency {
    /** Checks the ranges. */
    public Uniform {
      ConfigChecks.atLeast("network.latency.min_ms", minMs, 0);
      ConfigChecks.atLeast("network.latency.max_ms", maxMs, minMs);
    }

    @Override
    public double quantile999Ms() {
      return maxMs;
    }

    @Override
    public double medianDelayMs() {
      return (minMs + maxMs) / 2;
    }

    @Override
    public double meanDelayMs() {
      return medianDelayMs();
    }
  }

  /**
   * A least delay and an exponential one on top ({@code exponential}).
   *
   * @param minMs the least delay, 0 or more
   * @param meanMs the mean of what comes on top, more than 0
   */
  record Exponential(double minMs, double meanMs) implements Latency {
    /** Checks the ranges. */
    public Exponential {
      ConfigChecks.atLeast("network.latency.min_ms", minMs, 0);
      ConfigChecks.above("network.latency.mean_ms", meanMs, 0);
    }

    @Override
    public double quantile999Ms() {
      return minMs + meanMs * StrictMath.log(1000);
    }

    @Override
    public double medianDelayMs() {
      return minMs + meanMs * StrictMath.log(2);
    }

    @Override
    public double meanDelayMs() {
      return minMs + meanMs;
    }
  }

  /**
   * Log-normal ({@code lognormal}): half of the messages faster than the median, a long tail.
   *
   * @param medianMs the median, more than 0
   * @param sigma the standard deviation of the delay's natural logarithm, 0 to 3
   */
  record Lognormal(double medianMs, double sigma) implements Latency {
    /** Checks the ranges. */
    public Lognormal {
      ConfigChecks.above("network.latency.median_ms", medianMs, 0);
      ConfigChecks.between("network.latency.sigma", sigma, 0, 3);
    }

    @Override
    public double quantile999Ms() {
      return medianMs * StrictMath.exp(NORMAL_999 * sigma);
    }

    @Override
    public double medianDelayMs() {
      return medianMs;
    }

    @Override
    public double meanDelayMs() {
      return medianMs * StrictMath.exp(sigma * sigma / 2);
    }
  }
}
