package org.medchain.game.population;

import java.util.Arrays;

/**
 * Imitation by Fermi's function (Szabó and Tőke 1998; Traulsen, Nowak and Pacheco 2006): an
 * individual chosen uniformly mutates or else looks at one of the others, chosen uniformly, and
 * takes over its strategy with the probability 1 / (1 + exp(−β (π of the other − own π))). With
 * selection and payoffs only β π counts.
 *
 * @param selection β, not negative, finite
 */
public record PairwiseComparison(double selection) implements SingleStepProcess {
  public PairwiseComparison {
    PopulationChecks.selection(selection);
  }

  /** The probability that one with the payoff {@code own} imitates one with {@code other}. */
  public double imitationProbability(double own, double other) {
    return 1 / (1 + StrictMath.exp(-advantage(own, other)));
  }

  @Override
  public void transitionProbabilities(
      int[] counts, double[] payoffs, double mutation, double[][] into) {
    double size = Arrays.stream(counts).sum();
    double drift = mutation / (counts.length - 1);
    for (int own = 0; own < counts.length; own++) {
      double chosen = counts[own] / size;
      // An individual that meets its own strategy keeps it; the rest of what stays is added where
      // it arises.
      double stays = (counts[own] - 1) / (size - 1);
      for (int other = 0; other < counts.length; other++) {
        if (other == own || counts[own] == 0) {
          into[own][other] = 0;
          continue;
        }
        double seen = counts[other] / (size - 1);
        double taken = counts[other] == 0 ? 0 : imitationProbability(payoffs[own], payoffs[other]);
        double kept = counts[other] == 0 ? 0 : imitationProbability(payoffs[other], payoffs[own]);
        into[own][other] = chosen * ((1 - mutation) * seen * taken + drift);
        stays += seen * kept;
      }
      into[own][own] = counts[own] == 0 ? 0 : chosen * (1 - mutation) * stays;
    }
  }

  @Override
  public double logGainProbability(
      int mutants, int size, double mutantPayoff, double residentPayoff) {
    double meets = (double) mutants * (size - mutants) / ((double) size * (size - 1));
    return StrictMath.log(meets) - LogArithmetic.add(0, -advantage(residentPayoff, mutantPayoff));
  }

  @Override
  public double logLossGainRatio(double mutantPayoff, double residentPayoff) {
    return advantage(mutantPayoff, residentPayoff);
  }

  private double advantage(double own, double other) {
    return PopulationChecks.finite(selection * (other - own), other - own);
  }
}
