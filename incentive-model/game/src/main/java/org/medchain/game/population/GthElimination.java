package org.medchain.game.population;

import java.util.Arrays;

/**
 * Stationary distributions and absorption by the elimination of Grassmann, Taksar and Heyman
 * (1985): states are taken out one by one and the chain is watched on those left. Nothing is ever
 * subtracted, so each probability has nearly all its digits, also in nearly reducible chains, where
 * eigenvector methods give noise. Dense: about n³/3 steps.
 */
public final class GthElimination {
  private GthElimination() {}

  /** The logarithms of the stationary distribution, which do not underflow. */
  public static double[] logStationary(double[][] rates) {
    double[][] left = copy(rates);
    int base = left.length - 1;
    for (; base > 0; base--) {
      double back = 0;
      for (int to = 0; to < base; to++) {
        back += left[base][to];
      }
      if (back == 0) {
        // Nothing leads from here down: what is below is left for good and has no weight.
        checkReached(left, base);
        break;
      }
      takeOut(left, base, back);
    }
    BackSubstitution weights = new BackSubstitution(left.length, base);
    for (int state = base + 1; state < left.length; state++) {
      for (int from = base; from < state; from++) {
        weights.addFlow(from, left[from][state]);
      }
      weights.finish(state);
    }
    return weights.logShares();
  }

  /**
   * The same from the logarithms of rates, for chains whose rates leave the range of {@code
   * double}: all logarithms may be moved by the same amount.
   *
   * @throws IllegalArgumentException if some state cannot be left for those before it
   */
  public static double[] logStationaryOfLogs(double[][] logRates) {
    double[][] left = copy(logRates);
    for (int last = left.length - 1; last > 0; last--) {
      double back = LogArithmetic.sum(Arrays.copyOf(left[last], last));
      if (!(back > Double.NEGATIVE_INFINITY)) {
        throw new IllegalArgumentException("from state " + last + " nothing leads to lower ones");
      }
      for (int from = 0; from < last; from++) {
        left[from][last] -= back;
        for (int to = 0; to < last; to++) {
          left[from][to] = LogArithmetic.add(left[from][to], left[from][last] + left[last][to]);
        }
      }
    }
    double[] logs = new double[left.length];
    for (int state = 1; state < left.length; state++) {
      double[] flows = new double[state];
      for (int from = 0; from < state; from++) {
        flows[from] = logs[from] + left[from][state];
      }
      logs[state] = LogArithmetic.sum(flows);
    }
    return LogArithmetic.normalised(logs);
  }

  /**
   * The logarithm of the probability that a chain ends in {@code goal} and not in {@code other}.
   *
   * @param rates as above; only {@code goal} and {@code other} are never left
   */
  public static double logAbsorption(double[][] rates, int start, int goal, int other) {
    double[][] left = copy(rates);
    boolean[] gone = new boolean[left.length];
    for (int state = left.length - 1; state >= 0; state--) {
      if (state == start || state == goal || state == other) {
        continue;
      }
      gone[state] = true;
      censor(left, gone, state);
    }
    double wins = StrictMath.log(left[start][goal]);
    return wins - LogArithmetic.add(wins, StrictMath.log(left[start][other]));
  }

  /**
   * From each state, the probability that the chain ends in {@code goal} and not in {@code other}.
   *
   * @param rates as above; only {@code goal} and {@code other} are never left
   */
  public static double[] absorption(double[][] rates, int goal, int other) {
    double[][] left = copy(rates);
    double[] back = new double[left.length];
    boolean[] gone = new boolean[left.length];
    for (int state = left.length - 1; state >= 0; state--) {
      if (state != goal && state != other) {
        gone[state] = true;
        back[state] = censor(left, gone, state);
      }
    }
    double[] wins = new double[left.length];
    wins[goal] = 1;
    for (int state = 0; state < left.length; state++) {
      if (gone[state]) {
        // What was left when this state was taken out: those before it and the two ends.
        wins[state] = left[state][goal] / back[state];
        for (int to = 0; to < state; to++) {
          wins[state] += to == goal ? 0 : left[state][to] / back[state] * wins[to];
        }
      }
    }
    return wins;
  }

  private static double censor(double[][] left, boolean[] gone, int state) {
    double away = 0;
    for (int to = 0; to < left.length; to++) {
      away += gone[to] ? 0 : left[state][to];
    }
    for (int from = 0; from < left.length; from++) {
      double flow = gone[from] ? 0 : left[from][state] / away;
      for (int to = 0; flow > 0 && to < left.length; to++) {
        left[from][to] += flow * left[state][to];
      }
    }
    return away;
  }

  private static void takeOut(double[][] left, int last, double back) {
    double[] out = left[last];
    for (int from = 0; from < last; from++) {
      double[] row = left[from];
      double flow = row[last] / back;
      row[last] = flow;
      for (int to = 0; flow > 0 && to < last; to++) {
        row[to] += flow * out[to];
      }
    }
  }

  /** All states up to {@code closed} must lead there, or else there are two closed classes. */
  private static void checkReached(double[][] left, int closed) {
    boolean[] leads = new boolean[closed + 1];
    leads[closed] = true;
    boolean grown = true;
    while (grown) {
      grown = false;
      for (int from = 0; from < closed; from++) {
        for (int to = 0; to <= closed && !leads[from]; to++) {
          leads[from] = leads[to] && left[from][to] > 0;
          grown |= leads[from];
        }
      }
    }
    for (int from = 0; from < closed; from++) {
      if (!leads[from]) {
        throw new IllegalArgumentException(
            "more than one stationary distribution: state " + from + " does not lead to " + closed);
      }
    }
  }

  private static double[][] copy(double[][] square) {
    double[][] copy = new double[square.length][];
    for (int row = 0; row < square.length; row++) {
      if (square[row].length != square.length) {
        throw new IllegalArgumentException(
            "row " + row + " has " + square[row].length + " entries, not " + square.length);
      }
      copy[row] = square[row].clone();
    }
    return copy;
  }
}
