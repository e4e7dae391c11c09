package org.medchain.game.population;

/**
 * The elimination of Grassmann, Taksar and Heyman (1985) for a chain whose steps are short in the
 * order of the states: from state n nothing leads lower than {@code low[n]}, nor from lower than
 * that to n. Taking out the last state connects only states within its reach, so the profile never
 * grows if {@code low} never falls.
 *
 * <p>About Σ (n − low[n])² steps: for three strategies N⁴/4, since the reach shrinks towards the
 * corner; half-band at most N + 1.
 */
final class BandedGthElimination {
  private final int[] low;
  private final double[][] rows;

  /**
   * A chain without steps.
   *
   * @param lowest for each state, the lowest that is connected with it
   */
  BandedGthElimination(int[] lowest) {
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

  /** The logarithms of the stationary distribution. What has been set is used up. */
  double[] logStationary() {
    for (int last = rows.length - 1; last > 0; last--) {
      takeOut(last);
    }
    BackSubstitution weights = new BackSubstitution(rows.length, 0);
    for (int state = 1; state < rows.length; state++) {
      for (int from = low[state]; from < state; from++) {
        weights.addFlow(from, rows[from][state - low[from]]);
      }
      weights.finish(state);
    }
    return weights.logShares();
  }

  private void takeOut(int last) {
    int first = low[last];
    int reach = last - first;
    double[] out = rows[last];
    double back = 0;
    for (int to = 0; to < reach; to++) {
      back += out[to];
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
  }

  /** The inner loop: all the time goes here. Entries of the diagonal are written and never read. */
  private static void add(double[] row, int offset, double[] out, int reach, double flow) {
    for (int to = 0; to < reach; to++) {
      row[offset + to] += flow * out[to];
    }
  }
}
