package org.medchain.game.population;

import java.util.Arrays;
import org.medchain.game.exact.Vectors;

/**
 * Stationary distributions and absorption by the elimination of Grassmann, Taksar and Heyman
 * (1985): states are taken out one by one and the chain is watched on those left. Nothing is ever
 * subtracted, so each probability has nearly all its digits, also in nearly reducible chains, where
 * eigenvector methods give noise. Dense: about n³/3 steps.
 *
 * <p>In a chain whose steps are short in the order of the states, nothing leads from state n lower
 * than {@code low[n]}, nor from lower than that to n. Taking out the last state connects only
 * states within its reach, so the profile never grows if {@code low} never falls. That takes about
 * Σ (n − low[n])² steps: for three strategies N⁴/4, since the reach shrinks towards the corner;
 * half-band at most N + 1.
 */
public final class GthElimination {
  private static final double LARGE = 0x1p500;

  private final int[] low;
  private final double[][] rows;

  /**
   * A chain without steps.
   *
   * @param lowest for each state, the lowest that is connected with it
   */
  GthElimination(int[] lowest) {
    int states = lowest.length;
    low = lowest.clone();
    for (int state = states - 2; state >= 0; state--) {
      low[state] = Math.min(low[state], low[state + 1]);
    }
    rows = new double[states][];
    int high = states - 1;
    for (int state = states - 1; state >= 0; state--) {
      while (low[high] > state) {
        high--;
      }
      rows[state] = new double[high - low[state] + 1];
    }
  }

  /** Sets what leads from one state to another. */
  void set(int from, int to, double rate) {
    rows[from][to - low[from]] = rate;
  }

  /** The logarithms of the stationary distribution, which do not underflow. */
  static double[] logStationary(double[][] rates) {
    GthElimination chain = new GthElimination(new int[rates.length]);
    for (int from = 0; from < rates.length; from++) {
      for (int to = 0; to < rates.length; to++) {
        chain.set(from, to, rates[from][to]);
      }
    }
    return chain.logStationary();
  }

  /** The logarithms of the stationary distribution. What has been set is used up. */
  double[] logStationary() {
    int base = rows.length - 1;
    while (base > 0 && takeOut(base)) {
      base--;
    }
    return logShares(base);
  }

  /** Whether the last state leads back, and could be taken out. */
  private boolean takeOut(int last) {
    int first = low[last];
    int reach = last - first;
    double[] out = rows[last];
    double back = 0;
    for (int to = 0; to < reach; to++) {
      back += out[to];
    }
    if (back == 0) {
      checkReached(last);
      return false;
    }
    for (int from = first; from < last; from++) {
      double[] row = rows[from];
      int column = last - low[from];
      double flow = row[column] / back;
      row[column] = flow;
      if (flow > 0) {
        add(row, first - low[from], out, reach, flow);
      }
    }
    return true;
  }

  /** The inner loop: all the time goes here. Entries of the diagonal are written and never read. */
  private static void add(double[] row, int offset, double[] out, int reach, double flow) {
    for (int to = 0; to < reach; to++) {
      row[offset + to] += flow * out[to];
    }
  }

  /** All states up to {@code closed} must lead there, or else there are two closed classes. */
  private void checkReached(int closed) {
    boolean[] leads = new boolean[closed + 1];
    leads[closed] = true;
    boolean grown = true;
    while (grown) {
      grown = false;
      for (int from = 0; from < closed; from++) {
        for (int at = 0; at < rows[from].length && !leads[from]; at++) {
          int to = low[from] + at;
          leads[from] = to <= closed && leads[to] && rows[from][at] > 0;
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

  /**
   * The second half: weights of the states in order, each the flow from those before it. A weight
   * may be larger by far than the first one, so all are kept up to a factor in common.
   */
  private double[] logShares(int base) {
    double[] weights = new double[rows.length];
    double[] logs = new double[rows.length];
    Arrays.fill(logs, Double.NEGATIVE_INFINITY);
    weights[base] = 1;
    logs[base] = 0;
    double scale = 0;
    for (int state = base + 1; state < rows.length; state++) {
      for (int from = Math.max(base, low[state]); from < state; from++) {
        weights[state] += weights[from] * rows[from][state - low[from]];
      }
      double weight = weights[state];
      logs[state] = StrictMath.log(weight) + scale;
      if (weight > LARGE) {
        for (int each = 0; each <= state; each++) {
          weights[each] /= weight;
        }
        scale += StrictMath.log(weight);
      }
    }
    return LogArithmetic.normalised(logs);
  }

  /**
   * The same from the logarithms of rates, for chains whose rates leave the range of {@code
   * double}: all logarithms may be moved by the same amount.
   *
   * @throws IllegalArgumentException if some state cannot be left for those before it
   */
  static double[] logStationaryOfLogs(double[][] logRates) {
    double[][] left = Arrays.stream(logRates).map(double[]::clone).toArray(double[][]::new);
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
      int to = state;
      logs[to] = LogArithmetic.sum(Vectors.of(to, from -> logs[from] + left[from][to]));
    }
    return LogArithmetic.normalised(logs);
  }

  /**
   * From each state, the probability that the chain ends in {@code goal} and not in {@code other}.
   *
   * @param rates only {@code goal} and {@code other} are never left
   */
  public static double[] absorption(double[][] rates, int goal, int other) {
    boolean[] ends = new boolean[rates.length];
    ends[goal] = true;
    ends[other] = true;
    double[] wins =
        expectedCost(rates, ends, Arrays.stream(rates).mapToDouble(row -> row[goal]).toArray());
    wins[goal] = 1;
    return wins;
  }

  /**
   * The expected number of steps from each state, 0 at the ends.
   *
   * @param chain probabilities of one step; each row adds up to 1
   * @param ends the states that are never left; every other leads to one of them
   */
  static double[] absorptionTimes(double[][] chain, boolean[] ends) {
    return expectedCost(chain, ends, Vectors.of(chain.length, state -> 1));
  }

  /**
   * The same for the runs that end in {@code goal} alone (Doob's transform).
   *
   * @param wins from each state, the probability to end there; 0 where no number is told
   */
  static double[] absorptionTimes(double[][] chain, int goal, double[] wins) {
    double[][] changed = new double[chain.length][chain.length];
    boolean[] ends = new boolean[chain.length];
    for (int from = 0; from < chain.length; from++) {
      ends[from] = from == goal || wins[from] == 0;
      for (int to = 0; to < chain.length && !ends[from]; to++) {
        changed[from][to] = chain[from][to] * (wins[to] / wins[from]);
      }
    }
    return absorptionTimes(changed, ends);
  }

  /**
   * What a chain costs until it ends: each state that is taken out leaves the cost of a stay there
   * to those who came by.
   */
  private static double[] expectedCost(double[][] rates, boolean[] ends, double[] costs) {
    int states = rates.length;
    double[][] left = Arrays.stream(rates).map(double[]::clone).toArray(double[][]::new);
    double[] cost = costs.clone();
    double[] away = new double[states];
    for (int state = states - 1; state >= 0; state--) {
      for (int to = 0; to < states && !ends[state]; to++) {
        away[state] += ends[to] || to < state ? left[state][to] : 0;
      }
      for (int from = 0; from < state && !ends[state]; from++) {
        double flow = ends[from] ? 0 : left[from][state] / away[state];
        cost[from] += flow * cost[state];
        for (int to = 0; flow > 0 && to < states; to++) {
          left[from][to] += flow * left[state][to];
        }
      }
    }
    double[] expected = new double[states];
    for (int state = 0; state < states; state++) {
      if (!ends[state]) {
        double sum = cost[state];
        for (int to = 0; to < state; to++) {
          sum += left[state][to] * expected[to];
        }
        expected[state] = sum / away[state];
      }
    }
    return expected;
  }
}
