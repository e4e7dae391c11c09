package org.medchain.game.equilibrium;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Vectors;

/**
 * What equilibrium demands of players who use given sets of actions: the actions in use yield the
 * same, and no other yields more. What an action yields is affine in each opponent's strategy, so
 * over a product of simplices its least and greatest value stand at the vertices: the ranges here
 * are exact except for rounding.
 */
final class SupportSystem {
  /**
   * For players {@code i}, actions {@code a}: the yield at each combination of others' vertices.
   */
  @SuppressWarnings("ArrayRecordComponent") // vectors are arrays in all numerics; not compared
  record VertexPayoffs(double[][][] yields) {}

  private final int[][] supports;
  private final int[] mixingPlayers;
  private final double[][][] base;

  /**
   * A system.
   *
   * @param game with payoffs from 0 to 1
   * @param supports the actions in use of each player
   */
  SupportSystem(Game game, int[][] supports) {
    this.supports = supports;
    this.mixingPlayers =
        IntStream.range(0, supports.length).filter(i -> supports[i].length > 1).toArray();
    this.base = new double[supports.length][][];
    for (int player = 0; player < supports.length; player++) {
      int own = player;
      base[own] = new double[game.actionCount(own)][];
      Arrays.setAll(base[own], action -> slice(game, own, action));
    }
  }

  /** How many equations there are, and as many unknowns. */
  int equationCount() {
    return IntStream.of(mixingPlayers).map(player -> supports[player].length - 1).sum();
  }

  /** About how many multiplications one cell takes. */
  long effort() {
    long effort = Arrays.stream(base).mapToLong(each -> (long) each.length * each[0].length).sum();
    return effort * (mixingPlayers.length + equationCount() + 1);
  }

  /** The cell that is everything: each player's simplex over the actions in use. */
  double[][][] fullCell() {
    double[][][] cell = new double[mixingPlayers.length][][];
    for (int at = 0; at < cell.length; at++) {
      int size = supports[mixingPlayers[at]].length;
      cell[at] = new double[size][size];
      for (int corner = 0; corner < size; corner++) {
        cell[at][corner][corner] = 1;
      }
    }
    return cell;
  }

  /** Of a whole profile, the probabilities of the actions in use of each player who mixes. */
  double[][] mixtures(List<List<BigFraction>> profile) {
    return IntStream.of(mixingPlayers)
        .mapToObj(
            player ->
                IntStream.of(supports[player])
                    .mapToDouble(action -> Game.toDouble(profile.get(player).get(action)))
                    .toArray())
        .toArray(double[][]::new);
  }

  private double[] slice(Game game, int player, int action) {
    int size = 1;
    for (int other : mixingPlayers) {
      size *= other == player ? 1 : supports[other].length;
    }
    double[] slice = new double[size];
    for (int place = 0; place < size; place++) {
      int rest = place;
      int[] profile = new int[supports.length];
      for (int who = 0; who < profile.length; who++) {
        int used = supports[who].length;
        profile[who] = who == player ? action : supports[who][rest % used];
        rest /= who == player ? 1 : used;
      }
      slice[place] = game.payoff(player, profile);
    }
    return slice;
  }

  /** The yields at the vertices of a cell: [mixed player][vertex][probability of action in use]. */
  VertexPayoffs payoffsAt(double[][][] cell) {
    double[][][] yields = new double[base.length][][];
    for (int player = 0; player < base.length; player++) {
      yields[player] = new double[base[player].length][];
      for (int action = 0; action < base[player].length; action++) {
        double[] table = base[player][action];
        int stride = 1;
        for (int at = 0; at < mixingPlayers.length; at++) {
          if (mixingPlayers[at] != player) {
            table = contract(table, stride, cell[at]);
            stride *= cell[at].length;
          }
        }
        yields[player][action] = table;
      }
    }
    return new VertexPayoffs(yields);
  }

  private static double[] contract(double[] table, int stride, double[][] rows) {
    return Vectors.of(
        table.length,
        place -> {
          int own = place / stride % rows.length;
          int origin = place - own * stride;
          double sum = 0;
          for (int action = 0; action < rows.length; action++) {
            sum += rows[own][action] * table[origin + action * stride];
          }
          return sum;
        });
  }

  /** Whether no point of the cell is an equilibrium with just these actions in use. */
  boolean excludes(VertexPayoffs tables, double tolerance) {
    for (int player = 0; player < supports.length; player++) {
      double[][] yields = tables.yields[player];
      for (int action = 0; action < yields.length; action++) {
        for (int used : supports[player]) {
          // Against an action in use, one that always yields more rules the cell out.
          if (used != action && least(yields[action], yields[used]) > tolerance) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static double least(double[] one, double[] other) {
    double least = Double.POSITIVE_INFINITY;
    for (int place = 0; place < one.length; place++) {
      least = Math.min(least, one[place] - other[place]);
    }
    return least;
  }

  double[][][] jacobian(VertexPayoffs tables, boolean everywhere) {
    double[][][] jacobian = new double[equationCount()][equationCount()][2];
    int equation = 0;
    for (int player : mixingPlayers) {
      double[][] yields = tables.yields[player];
      for (int action = 1; action < supports[player].length; action++) {
        double[] one = yields[supports[player][action]];
        double[] zero = yields[supports[player][0]];
        int unknown = 0;
        int stride = 1;
        for (int other : mixingPlayers) {
          int size = supports[other].length;
          for (int vertex = 1; vertex < size && other != player; vertex++) {
            jacobian[equation][unknown + vertex - 1] =
                range(one, zero, stride, size, vertex, everywhere ? one.length : 1);
          }
          unknown += size - 1;
          stride *= other == player ? 1 : size;
        }
        equation++;
      }
    }
    return jacobian;
  }

  private static double[] range(
      double[] one, double[] zero, int stride, int size, int vertex, int places) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int place = 0; place < places; place++) {
      if (place / stride % size == 0) {
        int far = place + vertex * stride;
        double slope = one[far] - zero[far] - one[place] + zero[place];
        least = Math.min(least, slope);
        most = Math.max(most, slope);
      }
    }
    return new double[] {(least + most) / 2, (most - least) / 2};
  }

  /**
   * Whether some combination of the equations has no zero in the cell. With the inverse of the
   * slopes as weights each is nearly one coordinate minus its solution, so that a cell beside a
   * solution goes at once.
   *
   * @param weights of the equations, one row for each combination
   */
  boolean excludes(VertexPayoffs tables, double[][] weights, double tolerance) {
    double[] least = Vectors.of(weights.length, row -> Double.POSITIVE_INFINITY);
    double[] most = Vectors.of(weights.length, row -> Double.NEGATIVE_INFINITY);
    int[] corner = new int[mixingPlayers.length];
    do {
      double[] values = residuals(tables, corner);
      for (int row = 0; row < weights.length; row++) {
        double sum = Vectors.dot(values, weights[row]);
        least[row] = Math.min(least[row], sum);
        most[row] = Math.max(most[row], sum);
      }
    } while (advance(corner));
    double[] slack =
        Vectors.of(
            weights.length, row -> tolerance * DoubleStream.of(weights[row]).map(Math::abs).sum());
    return IntStream.range(0, least.length)
        .anyMatch(row -> least[row] > slack[row] || most[row] < -slack[row]);
  }

  /** The differences that the equations set to 0, at a combination of vertices. */
  double[] residuals(VertexPayoffs tables, int[] corner) {
    double[] values = new double[equationCount()];
    int equation = 0;
    for (int player : mixingPlayers) {
      int place = 0;
      int stride = 1;
      for (int at = 0; at < mixingPlayers.length; at++) {
        if (mixingPlayers[at] != player) {
          place += stride * corner[at];
          stride *= supports[mixingPlayers[at]].length;
        }
      }
      double[][] yields = tables.yields[player];
      for (int action = 1; action < supports[player].length; action++) {
        values[equation++] =
            yields[supports[player][action]][place] - yields[supports[player][0]][place];
      }
    }
    return values;
  }

  private boolean advance(int[] corner) {
    for (int at = 0; at < corner.length; at++) {
      corner[at] = (corner[at] + 1) % supports[mixingPlayers[at]].length;
      if (corner[at] != 0) {
        return true;
      }
    }
    return false;
  }

  /** How much more than the actions in use another yields, at the point of tables of one point. */
  double regret(VertexPayoffs tables) {
    double regret = 0;
    for (int player = 0; player < supports.length; player++) {
      for (double[] yield : tables.yields[player]) {
        for (int used : supports[player]) {
          regret = Math.max(regret, yield[0] - tables.yields[player][used][0]);
        }
      }
    }
    return regret;
  }
}
