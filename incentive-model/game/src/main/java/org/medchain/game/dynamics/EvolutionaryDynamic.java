package org.medchain.game.dynamics;

import java.util.Map;

/**
 * An evolutionary dynamic (Sandholm 2010, chapters 4 to 6): how the shares of the strategies in one
 * large population move, given what each strategy yields at the moment.
 *
 * <p>A dynamic sees one population at a time; a game with roles has one population a role, and each
 * moves by the same rule. Payoffs arrive in the unit of {@link Populations}, which by default is
 * the range of the game's payoffs: noise is in that unit, and so are times (1 / unit). Adding a
 * constant to all payoffs changes nothing.
 */
public sealed interface EvolutionaryDynamic {
  /** What the rest points of a dynamic are, in terms of the game. */
  enum RestPointCharacterization {
    /** All strategies in use yield the same; faces of the simplex are never left nor entered. */
    EQUAL_PAYOFFS,
    /** Exactly the Nash equilibria ("Nash stationarity", Sandholm 2010 chapter 5). */
    NASH,
    /** Something of the dynamic's own, in the interior, where it is smooth. */
    PERTURBED
  }

  /** The dynamic of that name in study files, with the parameters that it takes (GAME-10). */
  static EvolutionaryDynamic named(String name, Map<String, Double> parameters) {
    return switch (name) {
      case "replicator" -> new Replicator();
      case "adjusted-replicator" -> new AdjustedReplicator(parameters.get("background"));
      case "smith" -> new Smith();
      case "bnn" -> new BrownNashVonNeumann();
      case "logit" -> new Logit(parameters.get("noise"));
      default -> throw new IllegalArgumentException("no dynamic is called '" + name + "'");
    };
  }

  /** What its rest points are. */
  default RestPointCharacterization restPoints() {
    return switch (this) {
      case Replicator unused -> RestPointCharacterization.EQUAL_PAYOFFS;
      case AdjustedReplicator unused -> RestPointCharacterization.EQUAL_PAYOFFS;
      case Smith unused -> RestPointCharacterization.NASH;
      case BrownNashVonNeumann unused -> RestPointCharacterization.NASH;
      case Logit unused -> RestPointCharacterization.PERTURBED;
    };
  }

  /** By what the replicator's growth rates are multiplied, at this mean payoff. */
  default double speedFactor(double mean) {
    return 1;
  }

  /**
   * How fast each share grows.
   *
   * @param shares not negative, with the sum 1
   * @param payoffs what each strategy yields now
   * @return growth of each share a unit of time; the sum is 0
   */
  double[] velocity(double[] shares, double[] payoffs);

  /** Those who do better than the average grow at the difference (Taylor and Jonker 1978). */
  record Replicator() implements EvolutionaryDynamic {
    @Override
    public double[] velocity(double[] shares, double[] payoffs) {
      double mean = Vectors.dot(shares, payoffs);
      double[] velocity = new double[shares.length];
      for (int i = 0; i < shares.length; i++) {
        velocity[i] = shares[i] * (payoffs[i] - mean);
      }
      return velocity;
    }
  }

  /**
   * The payoff-adjusted replicator (Maynard Smith 1982, appendix D): growth at the difference from
   * the average as a share of the average fitness, f = background + payoff − least payoff. In one
   * population it has the replicator's paths at another speed; with a population a role it has
   * paths of its own (Hofbauer and Sigmund 1998 §11). Time is in generations.
   *
   * @param background fitness before the game, above 0, in units of the payoff range; for payoffs
   *     as they stand the least payoff over the range
   */
  record AdjustedReplicator(double background) implements EvolutionaryDynamic {
    public AdjustedReplicator {
      requirePositive("background", background);
    }

    @Override
    public double[] velocity(double[] shares, double[] payoffs) {
      double[] velocity = new Replicator().velocity(shares, payoffs);
      double pace = speedFactor(Vectors.dot(shares, payoffs));
      for (int i = 0; i < shares.length; i++) {
        velocity[i] *= pace;
      }
      return velocity;
    }

    /**
     * How fast it is, as a multiple of the replicator, where the average payoff is {@code mean}.
     */
    @Override
    public double speedFactor(double mean) {
      // Only payoffs in the game's own units can be so low: a negative number of children.
      if (!(background + mean > 0)) {
        throw new IllegalArgumentException(
            ("background %s is too small: a mean payoff of %s makes the mean " + "fitness negative")
                .formatted(background, mean));
      }
      return 1 / (background + mean);
    }
  }

  /** Individuals compare with all others and switch at the rate of the gain (Smith 1984). */
  record Smith() implements EvolutionaryDynamic {
    @Override
    public double[] velocity(double[] shares, double[] payoffs) {
      double[] velocity = new double[shares.length];
      for (int from = 0; from < shares.length; from++) {
        for (int to = 0; to < shares.length; to++) {
          double flow = shares[from] * Math.max(0, payoffs[to] - payoffs[from]);
          velocity[from] -= flow;
          velocity[to] += flow;
        }
      }
      return velocity;
    }
  }

  /** Switches to what does better than the average, at the excess (Brown and von Neumann 1950). */
  record BrownNashVonNeumann() implements EvolutionaryDynamic {
    @Override
    public double[] velocity(double[] shares, double[] payoffs) {
      double mean = Vectors.dot(shares, payoffs);
      double total = 0;
      double[] velocity = new double[shares.length];
      for (int i = 0; i < shares.length; i++) {
        velocity[i] = Math.max(0, payoffs[i] - mean);
        total += velocity[i];
      }
      for (int i = 0; i < shares.length; i++) {
        velocity[i] -= shares[i] * total;
      }
      return velocity;
    }
  }

  /**
   * Logit or perturbed best response (Fudenberg and Levine 1998): individuals reconsider at rate 1
   * and choose i with a chance proportional to exp(payoff_i / noise).
   *
   * @param noise above 0, in units of the payoff range; towards 0 it becomes the best response
   */
  record Logit(double noise) implements EvolutionaryDynamic {
    public Logit {
      requirePositive("noise", noise);
    }

    @Override
    public double[] velocity(double[] shares, double[] payoffs) {
      double[] velocity = choiceProbabilities(payoffs);
      for (int i = 0; i < shares.length; i++) {
        velocity[i] -= shares[i];
      }
      return velocity;
    }

    /** The chance of each strategy; payoffs count from the best, so that nothing overflows. */
    double[] choiceProbabilities(double[] payoffs) {
      double best = Vectors.max(payoffs);
      double total = 0;
      double[] chances = new double[payoffs.length];
      for (int i = 0; i < payoffs.length; i++) {
        chances[i] = StrictMath.exp((payoffs[i] - best) / noise);
        total += chances[i];
      }
      for (int i = 0; i < payoffs.length; i++) {
        chances[i] /= total;
      }
      return chances;
    }
  }

  private static void requirePositive(String what, double value) {
    if (!(value > 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(what + " is " + value + ", not a finite number above 0");
    }
  }
}
