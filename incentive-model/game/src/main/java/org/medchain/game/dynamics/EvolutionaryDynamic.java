package org.medchain.game.dynamics;

import java.util.Arrays;
import java.util.Map;
import org.medchain.game.exact.Vectors;

/**
 * An evolutionary dynamic (Sandholm 2010, chapters 4 to 6): how the shares of the strategies in one
 * large population move, given what each strategy yields at the moment.
 *
 * <p>A dynamic sees one population at a time; a game with roles has one population a role, and each
 * moves by the same rule. Payoffs arrive in the unit of {@link Populations}, which by default is
 * the range of the game's payoffs: mutation rates and noise are in that unit, and so are times (1 /
 * unit). Adding a constant to all payoffs changes nothing, except for {@link ReplicatorMutator}.
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
      case "replicator-mutator" -> new UniformMutation(parameters.get("mutation"));
      case "replicator-mutator-at-birth" ->
          new ReplicatorMutator(parameters.get("mutation"), parameters.get("background"));
      case "smith" -> new Smith();
      case "bnn" -> new BrownNashVonNeumann();
      case "logit" -> new Logit(parameters.get("noise"));
      case "best-response" -> new BestResponse();
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
      case BestResponse unused -> RestPointCharacterization.NASH;
      case UniformMutation unused -> RestPointCharacterization.PERTURBED;
      case ReplicatorMutator unused -> RestPointCharacterization.PERTURBED;
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
      return Vectors.of(shares.length, i -> shares[i] * (payoffs[i] - mean));
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
      return Vectors.of(shares.length, i -> velocity[i] * pace);
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

  /**
   * Replicator with mutation that is independent of births (Hofbauer and Sigmund 1998 §20): each
   * individual switches at the rate {@code mutation} to a strategy drawn uniformly from all, its
   * own among them.
   *
   * @param mutation rate, above 0, in units of the payoff range
   */
  record UniformMutation(double mutation) implements EvolutionaryDynamic {
    public UniformMutation {
      requirePositive("mutation", mutation);
    }

    @Override
    public double[] velocity(double[] shares, double[] payoffs) {
      double[] velocity = new Replicator().velocity(shares, payoffs);
      return Vectors.of(
          shares.length, i -> velocity[i] + mutation * (1.0 / shares.length - shares[i]));
    }
  }

  /**
   * The replicator–mutator equation, in which children mutate (Bomze and Bürger 1995; Page and
   * Nowak 2002): x_i' = Σ_j x_j f_j q_ji − x_i f̄ with fitness f = background + payoff − least
   * payoff.
   *
   * @param mutation chance that a child plays another strategy than its parent, each as likely
   * @param background fitness before the game, above 0; larger means weaker selection
   */
  record ReplicatorMutator(double mutation, double background) implements EvolutionaryDynamic {
    public ReplicatorMutator {
      if (!(mutation >= 0 && mutation <= 1)) {
        throw new IllegalArgumentException(
            "mutation is " + mutation + ", not a chance from 0 to 1");
      }
      requirePositive("background", background);
    }

    @Override
    public double[] velocity(double[] shares, double[] payoffs) {
      double mean = background + Vectors.dot(shares, payoffs);
      double kept = shares.length > 1 ? 1 - mutation : 1;
      double drift = mutation / (shares.length - 1);
      double[] velocity = new double[shares.length];
      for (int i = 0; i < shares.length; i++) {
        velocity[i] -= shares[i] * mean;
        for (int parent = 0; parent < shares.length; parent++) {
          double born = parent == i ? kept : drift;
          velocity[i] += shares[parent] * fitness(payoffs[parent]) * born;
        }
      }
      return velocity;
    }

    /** Only payoffs in the game's own units can be so low: a negative number of children. */
    private double fitness(double payoff) {
      if (background + payoff < 0) {
        throw new IllegalArgumentException(
            "background %s is too small: a payoff of %s makes the fitness negative"
                .formatted(background, payoff));
      }
      return background + payoff;
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
      double[] excess = Vectors.of(shares.length, i -> Math.max(0, payoffs[i] - mean));
      double total = Vectors.sum(excess);
      return Vectors.of(shares.length, i -> excess[i] - shares[i] * total);
    }
  }

  /**
   * Logit or perturbed best response (Fudenberg and Levine 1998): individuals reconsider at rate 1
   * and choose i with a chance proportional to exp(payoff_i / noise).
   *
   * @param noise above 0, in units of the payoff range; towards 0 it becomes {@link BestResponse}
   */
  record Logit(double noise) implements EvolutionaryDynamic {
    public Logit {
      requirePositive("noise", noise);
    }

    @Override
    public double[] velocity(double[] shares, double[] payoffs) {
      double[] chosen = choiceProbabilities(payoffs);
      return Vectors.of(shares.length, i -> chosen[i] - shares[i]);
    }

    /** The chance of each strategy; payoffs count from the best, so that nothing overflows. */
    double[] choiceProbabilities(double[] payoffs) {
      double best = Vectors.max(payoffs);
      double[] weights =
          Vectors.of(payoffs.length, i -> StrictMath.exp((payoffs[i] - best) / noise));
      double total = Vectors.sum(weights);
      return Vectors.of(payoffs.length, i -> weights[i] / total);
    }
  }

  /**
   * Individuals reconsider at rate 1 and choose what is best now (Gilboa and Matsui 1991).
   *
   * <p>The rule is a set of directions where strategies tie. The velocity asked for at one state is
   * then that towards all the best alike (ties: within 1e-12 of the payoff unit). A path through
   * ties is another matter, see {@link PopulationFlow#trajectory}: linear games are followed
   * exactly.
   */
  record BestResponse() implements EvolutionaryDynamic {
    /** Payoffs as near as this tie. */
    static final double TIE_TOLERANCE = 1e-12;

    @Override
    public double[] velocity(double[] shares, double[] payoffs) {
      double best = Vectors.max(payoffs) - TIE_TOLERANCE;
      long ties = Arrays.stream(payoffs).filter(each -> each >= best).count();
      return Vectors.of(shares.length, i -> (payoffs[i] >= best ? 1.0 / ties : 0) - shares[i]);
    }
  }

  private static void requirePositive(String what, double value) {
    if (!(value > 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(what + " is " + value + ", not a finite number above 0");
    }
  }
}
