package org.medchain.simulation.model;

import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.data.Argument;

/**
 * A distribution of durations (SIM-9), given in milliseconds and drawn in nanoseconds: a link's
 * latency, a client's thinking, the extra delay of a slow node.
 *
 * <p>Only {@code StrictMath} is used, whose results are the same on every platform.
 */
public sealed interface DelayDistribution {
  /** No delay at all. */
  DelayDistribution NONE = new Constant(0);

  /** The largest delay ever drawn, in ns: 100 years, so that sums of times cannot overflow. */
  long MAX_NS = 100L * 365 * 24 * 3600 * 1_000_000_000L;

  /** Draws a duration in nanoseconds, 0 to {@link #MAX_NS}. */
  long drawNs(UniformRandomProvider random);

  /**
   * Always the same.
   *
   * @param ms the duration, 0 or more
   */
  record Constant(double ms) implements DelayDistribution {
    public Constant {
      requireAtLeast(ms, 0, "a constant delay");
    }

    @Override
    public long drawNs(UniformRandomProvider random) {
      return toNs(ms);
    }
  }

  /**
   * Equally likely between two bounds.
   *
   * @param minMs the least duration, 0 or more
   * @param maxMs the largest, not under the least
   */
  record Uniform(double minMs, double maxMs) implements DelayDistribution {
    public Uniform {
      requireAtLeast(minMs, 0, "the least uniform delay");
      requireAtLeast(maxMs, minMs, "the largest uniform delay");
    }

    @Override
    public long drawNs(UniformRandomProvider random) {
      return toNs(minMs + (maxMs - minMs) * random.nextDouble());
    }
  }

  /**
   * A least duration and an exponential one on top.
   *
   * @param minMs the least duration, 0 or more
   * @param meanMs the mean of the exponential part, 0 or more
   */
  record Exponential(double minMs, double meanMs) implements DelayDistribution {
    public Exponential {
      requireAtLeast(minMs, 0, "the least exponential delay");
      requireAtLeast(meanMs, 0, "the mean of an exponential delay");
    }

    @Override
    public long drawNs(UniformRandomProvider random) {
      return toNs(minMs + meanMs * standardExponential(random));
    }
  }

  /**
   * Log-normal: half of the durations are shorter than the median, and the tail is long.
   *
   * @param medianMs the median, 0 or more
   * @param sigma standard deviation of the duration's natural logarithm, 0 or more
   */
  record Lognormal(double medianMs, double sigma) implements DelayDistribution {
    public Lognormal {
      requireAtLeast(medianMs, 0, "the median of a lognormal delay");
      requireAtLeast(sigma, 0, "the sigma of a lognormal delay");
    }

    @Override
    public long drawNs(UniformRandomProvider random) {
      // Box and Muller (1958). The second normal that it yields is thrown away: a stream that
      // a cached one would make a message's latency depend on the one before.
      double radius = StrictMath.sqrt(2 * standardExponential(random));
      double angle = 2 * StrictMath.PI * random.nextDouble();
      return toNs(medianMs * StrictMath.exp(sigma * radius * StrictMath.cos(angle)));
    }
  }

  /** Draws from the exponential distribution of mean 1, by inversion. */
  static double standardExponential(UniformRandomProvider random) {
    // 1 − u is never 0, so the logarithm is finite.
    return -StrictMath.log(1 - random.nextDouble());
  }

  /** Milliseconds in nanoseconds, rounded, at most {@link #MAX_NS}. */
  static long toNs(double ms) {
    return Math.min(Math.round(ms * 1e6), MAX_NS);
  }

  private static void requireAtLeast(double value, double least, String what) {
    // Written so that NaN fails too.
    Argument.refuseIf(
        !(value >= least && value < Double.POSITIVE_INFINITY),
        "%s is %s or more, not %s",
        what,
        least,
        value);
  }
}
