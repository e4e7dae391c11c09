package org.medchain.game.population;

/**
 * How many steps a chain takes until it ends, by the elimination of Grassmann, Taksar and Heyman
 * (1985) with time as a cost: each state that is taken out leaves the time spent there to those who
 * came by. Nothing is subtracted. About n³/3 steps.
 */
final class AbsorptionTimes {
  private final double[][] left;
  private final boolean[] ends;
  private final double[] cost;
  private final double[] away;

  private AbsorptionTimes(double[][] chain, boolean[] ends) {
    this.left = new double[chain.length][];
    for (int state = 0; state < chain.length; state++) {
      left[state] = chain[state].clone();
    }
    this.ends = ends.clone();
    this.cost = new double[chain.length];
    this.away = new double[chain.length];
  }

  /**
   * The expected number of steps from each state, 0 at the ends.
   *
   * @param chain probabilities of one step; each row adds up to 1
   * @param ends the states that are never left; every other leads to one of them
   */
  static double[] of(double[][] chain, boolean[] ends) {
    AbsorptionTimes times = new AbsorptionTimes(chain, ends);
    for (int state = chain.length - 1; state >= 0; state--) {
      times.cost[state] = ends[state] ? 0 : 1;
    }
    for (int state = chain.length - 1; state >= 0; state--) {
      times.takeOut(state);
    }
    return times.putBack();
  }

  /**
   * The same for the runs that end in {@code goal} alone (Doob's transform).
   *
   * @param wins from each state, the probability to end there; 0 where no number is told
   */
  static double[] conditional(double[][] chain, int goal, double[] wins) {
    double[][] changed = new double[chain.length][chain.length];
    boolean[] ends = new boolean[chain.length];
    for (int from = 0; from < chain.length; from++) {
      ends[from] = from == goal || wins[from] == 0;
      for (int to = 0; to < chain.length && !ends[from]; to++) {
        changed[from][to] = chain[from][to] * (wins[to] / wins[from]);
      }
    }
    return of(changed, ends);
  }

  private boolean there(int state, int last) {
    return ends[state] || state < last;
  }

  private void takeOut(int state) {
    if (ends[state]) {
      return;
    }
    for (int to = 0; to < left.length; to++) {
      away[state] += to != state && there(to, state) ? left[state][to] : 0;
    }
    for (int from = 0; from < state; from++) {
      double flow = ends[from] ? 0 : left[from][state] / away[state];
      cost[from] += flow * cost[state];
      for (int to = 0; flow > 0 && to < left.length; to++) {
        left[from][to] += flow * left[state][to];
      }
    }
  }

  private double[] putBack() {
    double[] times = new double[left.length];
    for (int state = 0; state < left.length; state++) {
      if (!ends[state]) {
        double sum = cost[state];
        for (int to = 0; to < state; to++) {
          sum += ends[to] ? 0 : left[state][to] * times[to];
        }
        times[state] = sum / away[state];
      }
    }
    return times;
  }
}
