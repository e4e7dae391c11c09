package org.medchain.comparison.theory;

import org.apache.commons.math3.special.Gamma;

/**
 * How long k confirmations take under proof of work: the sum of independent exponential intervals,
 * an Erlang distribution (Erlang 1909; Feller 1957, XVII.2 of the Poisson process) (CMP-16;
 * decision 0053).
 *
 * <p>Assumes a constant difficulty, room for the request in the next block, no delay on the way and
 * no forks, so it is a lower bound of what is measured. Seconds of time.
 *
 * @param confirmations k, 1 or more: the request's block is the first
 * @param start where the clock starts
 * @param intervalS mean time between blocks at full hash power, more than 0
 * @param liveShare share of the hash power that is there, more than 0 to 1
 */
public record ConfirmationTime(
    int confirmations, WaitingStart start, double intervalS, double liveShare) {
  /** Where the clock starts. */
  public enum WaitingStart {
    /** When the request is submitted: k intervals, since a search has no memory. */
    SUBMISSION,
    /** When its block is found: k − 1 intervals, none for k = 1. */
    FIRST_BLOCK
  }

  /** Halvings after which an interval of doubles is as small as it gets. */
  private static final int MAX_HALVINGS = 2200;

  /** Number of intervals waited for. */
  public int intervals() {
    return start == WaitingStart.SUBMISSION ? confirmations : confirmations - 1;
  }

  /** Mean of one interval with the hash power that is there. */
  private double meanIntervalS() {
    return intervalS / liveShare;
  }

  /** The mean, intervals × T / live share. */
  public double meanS() {
    return intervals() * meanIntervalS();
  }

  /** The probability that it takes longer than {@code timeS}, which is 0 or more. */
  public double survivalProbability(double timeS) {
    return intervals() == 0 ? 0 : Gamma.regularizedGammaQ(intervals(), timeS / meanIntervalS());
  }

  /** The probability that it takes at most {@code timeS}, with all its digits where it is small. */
  public double cumulativeProbability(double timeS) {
    return intervals() == 0 ? 1 : Gamma.regularizedGammaP(intervals(), timeS / meanIntervalS());
  }

  /**
   * The time within which it is done with this probability, to the last digits.
   *
   * @param probability 0 to under 1
   */
  public double quantileS(double probability) {
    if (probability == 1) {
      throw new IllegalArgumentException("no time suffices with certainty");
    }
    if (intervals() == 0 || probability == 0) {
      return 0;
    }
    double low = 0;
    double high = meanS();
    while (isBefore(high, probability)) {
      high *= 2;
    }
    for (int i = 0; i < MAX_HALVINGS; i++) {
      double middle = low + (high - low) / 2;
      if (middle <= low || middle >= high) {
        break;
      }
      if (isBefore(middle, probability)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** Compares on the side where the probability is small, because the other has fewer digits. */
  private boolean isBefore(double timeS, double probability) {
    return probability <= 0.5
        ? cumulativeProbability(timeS) < probability
        : survivalProbability(timeS) > 1 - probability;
  }
}
