package org.medchain.game.population;

/**
 * How payoff becomes fitness, the expected number of offspring in comparison with others; positive.
 */
public sealed interface Fitness {
  /**
   * The logarithm of the fitness.
   *
   * @throws IllegalArgumentException if the fitness is not positive or not finite
   */
  double log(double payoff);

  /**
   * 1 − w + wπ (Nowak, Sasaki, Taylor and Fudenberg 2004). Not invariant to the payoffs' scale: the
   * baseline 1 is in units of payoff.
   *
   * @param selection w, from 0 to 1
   */
  record LinearFitness(double selection) implements Fitness {
    public LinearFitness {
      if (!(selection >= 0 && selection <= 1)) {
        throw new IllegalArgumentException(
            "selection " + selection + " of linear fitness is not in [0, 1]");
      }
    }

    @Override
    public double log(double payoff) {
      double fitness = 1 - selection + selection * payoff;
      if (!(fitness > 0 && fitness < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            ("fitness 1 - w + w * payoff = %s at payoff %s must be positive: use a smaller "
                    + "w or exponential fitness")
                .formatted(fitness, payoff));
      }
      // Near 1, where weak selection lives, log1p keeps the digits that 1 + x would lose.
      return StrictMath.log1p(selection * (payoff - 1));
    }
  }

  /**
   * exp(wπ) (Traulsen, Shoresh and Nowak 2008): any payoff, and (w, π) is the same as (cw, π/c).
   *
   * @param selection w, not negative, finite
   */
  record ExponentialFitness(double selection) implements Fitness {
    public ExponentialFitness {
      PopulationChecks.selection(selection);
    }

    @Override
    public double log(double payoff) {
      return PopulationChecks.finite(selection * payoff, payoff);
    }
  }
}
