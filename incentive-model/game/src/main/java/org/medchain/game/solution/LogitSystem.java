package org.medchain.game.solution;

import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.Vectors;

/**
 * The equations of the logit equilibrium in log-probabilities (Turocy 2005): for each player, the
 * probabilities sum to 1, and the log-odds of each action against the first are λ times what it
 * yields more. In logarithms an action may become as rare as it likes without its equation being
 * lost.
 *
 * <p>Unknowns: the log-probabilities, player by player, then λ. Payoffs are scaled exactly, before
 * they are rounded, so that the largest range of a player's payoffs is 1.
 */
final class LogitSystem {
  private static final int ROUNDS_MOST = 200;

  /** Probabilities change by a factor e at most in one step. */
  private static final double STEP_MOST = 1;

  private static final double SOLVED = 1e-9;

  private final Game game;
  private final int[] first;
  private final int[][] profiles;
  private final double[][] payoffs;
  private final BigFraction payoffScale;

  LogitSystem(Game game) {
    this.game = game;
    int players = game.players().size();
    first = new int[players + 1];
    for (int player = 0; player < players; player++) {
      first[player + 1] = first[player] + game.actionCount(player);
    }
    profiles =
        IntStream.range(0, game.profileCount()).mapToObj(game::profile).toArray(int[][]::new);
    BigFraction range = Collections.max(Vectors.list(players, game::payoffRange));
    payoffScale = Fractions.sign(range) == 0 ? BigFraction.ONE : range;
    payoffs = new double[players][];
    for (int player = 0; player < players; player++) {
      int own = player;
      BigFraction least = game.leastPayoff(own);
      payoffs[own] =
          Vectors.of(
              profiles.length,
              index ->
                  Game.toDouble(
                      game.exactPayoff(own, profiles[index]).subtract(least).divide(payoffScale)));
    }
  }

  /** The largest range of payoffs of a player: λ in units of it is λ times it. */
  double payoffScale() {
    return Game.toDouble(payoffScale);
  }

  /** How many actions there are together: the unknowns without λ. */
  int size() {
    return first[payoffs.length];
  }

  /** The only solution at λ = 0: all mix uniformly. */
  double[] centroid() {
    double[] at = new double[size() + 1];
    for (int player = 0; player < payoffs.length; player++) {
      for (int row = first[player]; row < first[player + 1]; row++) {
        at[row] = -StrictMath.log(first[player + 1] - first[player]);
      }
    }
    return at;
  }

  /** What is left of the equations, and their derivatives by all unknowns. */
  LogitResidual values(double[] at) {
    int size = size();
    double[] yields = new double[size];
    double[][] slopes = new double[size][size];
    addYields(at, yields, slopes);
    double[] rest = new double[size];
    double[][] jacobian = new double[size][size + 1];
    for (int player = 0; player < payoffs.length; player++) {
      int base = first[player];
      rest[base] = -1;
      for (int row = base; row < first[player + 1]; row++) {
        double probability = StrictMath.exp(at[row]);
        rest[base] += probability;
        jacobian[base][row] = probability;
      }
      for (int row = base + 1; row < first[player + 1]; row++) {
        rest[row] = at[row] - at[base] - at[size] * (yields[row] - yields[base]);
        for (int column = 0; column < size; column++) {
          jacobian[row][column] = -at[size] * (slopes[row][column] - slopes[base][column]);
        }
        jacobian[row][row] += 1;
        jacobian[row][base] -= 1;
        jacobian[row][size] = yields[base] - yields[row];
      }
    }
    return new LogitResidual(rest, jacobian);
  }

  /** Adds up what each action yields, and how that changes with the others' log-probabilities. */
  private void addYields(double[] at, double[] yields, double[][] slopes) {
    for (int index = 0; index < profiles.length; index++) {
      for (int player = 0; player < payoffs.length; player++) {
        double term = payoffs[player][index];
        if (term != 0) {
          int row = first[player] + profiles[index][player];
          double exponent = 0;
          for (int other = 0; other < payoffs.length; other++) {
            exponent += other == player ? 0 : at[first[other] + profiles[index][other]];
          }
          term *= StrictMath.exp(exponent);
          yields[row] += term;
          for (int other = 0; other < payoffs.length; other++) {
            slopes[row][first[other] + profiles[index][other]] += other == player ? 0 : term;
          }
        }
      }
    }
  }

  /** A solution, in probabilities. */
  double[] probabilities(double[] at) {
    return Vectors.of(size(), row -> StrictMath.exp(at[row]));
  }

  /** The equilibrium that these coordinates are. */
  QuantalResponseEquilibrium point(double[] at) {
    double[] all = probabilities(at);
    double[][] mixed = new double[payoffs.length][];
    Arrays.setAll(mixed, each -> Arrays.copyOfRange(all, first[each], first[each + 1]));
    return new QuantalResponseEquilibrium(
        at[size()] / payoffScale(),
        at[size()],
        Arrays.stream(mixed).map(each -> Arrays.stream(each).boxed().toList()).toList(),
        residual(at),
        game.regret(mixed));
  }

  /** How far the probabilities are from the logit response to themselves. */
  private double residual(double[] at) {
    double[] yields = new double[size()];
    addYields(at, yields, new double[size()][size()]);
    double most = 0;
    for (int player = 0; player < payoffs.length; player++) {
      double best = Vectors.max(Arrays.copyOfRange(yields, first[player], first[player + 1]));
      double sum = 0;
      for (int row = first[player]; row < first[player + 1]; row++) {
        sum += StrictMath.exp(at[size()] * (yields[row] - best));
      }
      for (int row = first[player]; row < first[player + 1]; row++) {
        double response = StrictMath.exp(at[size()] * (yields[row] - best)) / sum;
        most = Math.max(most, Math.abs(response - StrictMath.exp(at[row])));
      }
    }
    return most;
  }

  /** The solution that Newton's method finds at fixed λ, by short steps; empty if it finds none. */
  Optional<double[]> solution(double[] start) {
    double[] at = start.clone();
    for (int round = 0; round < ROUNDS_MOST; round++) {
      double[] delta = newtonStep(at);
      double longest = 0;
      for (double each : delta) {
        longest = Double.isNaN(each) ? Double.NaN : Math.max(longest, Math.abs(each));
      }
      // Written so that not-a-number is a failure too.
      if (!(longest < 1e6)) {
        return Optional.empty();
      }
      double part = Math.min(1, STEP_MOST / longest);
      for (int row = 0; row < size(); row++) {
        at[row] += part * delta[row];
      }
      if (longest < 1e-12 * (1 + at[size()])) {
        break;
      }
    }
    return residual(at) < SOLVED ? Optional.of(at) : Optional.empty();
  }

  /** What Newton's method adds at fixed λ. */
  double[] newtonStep(double[] at) {
    LogitResidual values = values(at);
    double[] right = Arrays.stream(values.residual).map(each -> -each).toArray();
    return PivotedSolution.of(values.jacobian, right).solution();
  }

  /**
   * The equations at a point.
   *
   * @param residual left minus right side of each
   * @param jacobian [equation][unknown]
   */
  @SuppressWarnings("ArrayRecordComponent") // vectors are arrays in all numerics; not compared
  record LogitResidual(double[] residual, double[][] jacobian) {}
}
