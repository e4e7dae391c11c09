package org.medchain.experiments.results;

import java.util.OptionalDouble;

/**
 * How large a difference between two samples is, without its unit.
 *
 * @param hedgesG difference of the means in pooled standard deviations, without the bias of small
 *     samples (Hedges 1981); empty where no value differs from its mean
 * @param cliffsDelta how much more often a value of the second sample is above one of the first
 *     than below it, −1 to 1 (Cliff 1993)
 */
public record EffectSize(OptionalDouble hedgesG, double cliffsDelta) {
  /** Of two samples of one value or more. */
  public static EffectSize of(double[] first, double[] second) {
    return new EffectSize(hedgesG(first, second), cliffsDelta(first, second));
  }

  private static OptionalDouble hedgesG(double[] first, double[] second) {
    SampleMoments one = SampleMoments.of(first);
    SampleMoments two = SampleMoments.of(second);
    int freedom = one.count() + two.count() - 2;
    double squares = (one.count() - 1) * one.variance() + (two.count() - 1) * two.variance();
    if (!(squares > 0)) {
      return OptionalDouble.empty();
    }
    double unbiased = 1 - 3.0 / (4.0 * freedom - 1);
    return OptionalDouble.of(unbiased * (two.mean() - one.mean()) / Math.sqrt(squares / freedom));
  }

  private static double cliffsDelta(double[] first, double[] second) {
    int above = 0;
    int below = 0;
    for (double one : first) {
      for (double two : second) {
        above += two > one ? 1 : 0;
        below += two < one ? 1 : 0;
      }
    }
    return (above - below) / ((double) first.length * second.length);
  }
}
