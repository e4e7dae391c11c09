package org.medchain.game.dynamics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;

/**
 * The path of the best response in a game with linear payoffs, exactly (Gilboa and Matsui 1991;
 * Hofbauer 1995): on the way to a target all payoffs are linear in exp(−t), so that the time of the
 * next switch is a logarithm.
 */
final class BestResponseIntegrator implements PopulationFlow.FlowIntegrator {
  /** What has just become as good as the best differs from it by rounding alone. */
  private static final double TIE = 1e-12;

  private final Populations populations;
  private final IntegrationSettings horizon;

  BestResponseIntegrator(Populations populations, IntegrationSettings horizon) {
    this.populations = populations;
    this.horizon = horizon;
  }

  @Override
  public Optional<double[]> advance(double[] state, double time) {
    double[] now = state.clone();
    double left = time;
    for (int switches = 0; switches < horizon.maxSteps(); switches++) {
      double[] payoffs = populations.payoffs(now);
      boolean[] best = best(payoffs);
      if (populations.regret(now) <= TIE) {
        return Optional.of(now);
      }
      double[] target = target(best);
      double until = Math.min(left, untilSwitch(payoffs, best, target));
      double keep = StrictMath.exp(-until);
      for (int i = 0; i < now.length; i++) {
        now[i] = target[i] + keep * (now[i] - target[i]);
      }
      left -= until;
      if (left <= 0) {
        return Optional.of(now);
      }
    }
    return Optional.empty();
  }

  private boolean[] best(double[] payoffs) {
    boolean[] best = new boolean[payoffs.length];
    for (int p = 0; p < populations.populationCount(); p++) {
      double most = Double.NEGATIVE_INFINITY;
      for (double payoff : populations.slice(payoffs, p)) {
        most = Math.max(most, payoff);
      }
      for (int i = populations.offset(p); i < populations.offset(p + 1); i++) {
        best[i] = payoffs[i] >= most - TIE;
      }
    }
    return best;
  }

  /** When a strategy that is not among the best now becomes so on the way to {@code target}. */
  private double untilSwitch(double[] payoffs, boolean[] best, double[] target) {
    double[] then = populations.payoffs(target);
    double soonest = Double.POSITIVE_INFINITY;
    for (int p = 0; p < populations.populationCount(); p++) {
      int used = populations.offset(p);
      while (target[used] <= 0) {
        used++;
      }
      for (int i = populations.offset(p); i < populations.offset(p + 1); i++) {
        double lead = payoffs[used] - payoffs[i];
        double overtaken = then[i] - then[used];
        // The lead becomes lead · exp(−t) − overtaken · (1 − exp(−t)).
        if (!best[i] && overtaken > 0) {
          soonest = Math.min(soonest, StrictMath.log1p(lead / overtaken));
        }
      }
    }
    return soonest;
  }

  /** An equilibrium of the game between those who tie; there always is one (Nash 1951). */
  private double[] target(boolean[] best) {
    List<boolean[]> supports = supports(best);
    supports.sort(Comparator.comparingInt(BestResponseIntegrator::size));
    for (boolean[] support : supports) {
      double[] candidate = equalising(support);
      if (candidate.length > 0 && isEquilibrium(candidate, best)) {
        return candidate;
      }
    }
    throw new IllegalStateException("no equilibrium found among strategies that tie");
  }

  /** All choices of one strategy or more in each population, among those that tie. */
  private List<boolean[]> supports(boolean[] best) {
    List<boolean[]> supports = new ArrayList<>();
    supports.add(new boolean[best.length]);
    for (int p = 0; p < populations.populationCount(); p++) {
      List<Integer> ties = new ArrayList<>();
      for (int i = populations.offset(p); i < populations.offset(p + 1); i++) {
        if (best[i]) {
          ties.add(i);
        }
      }
      List<boolean[]> longer = new ArrayList<>();
      for (long subset = 1; subset < 1L << ties.size(); subset++) {
        for (boolean[] each : supports) {
          boolean[] support = each.clone();
          for (int bit = 0; bit < ties.size(); bit++) {
            support[ties.get(bit)] = (subset >> bit & 1) != 0;
          }
          longer.add(support);
        }
      }
      supports = longer;
    }
    return supports;
  }

  private static int size(boolean[] support) {
    int size = 0;
    for (boolean each : support) {
      size += each ? 1 : 0;
    }
    return size;
  }

  /** The state on {@code support} at which its strategies yield the same, or none. */
  private double[] equalising(boolean[] support) {
    int size = size(support);
    int count = populations.populationCount();
    int[] places = new int[size];
    for (int i = 0, place = 0; i < support.length; i++) {
      if (support[i]) {
        places[place++] = i;
      }
    }
    double[][] equations = new double[size + count][size + count];
    double[] constants = new double[size + count];
    for (int row = 0; row < size; row++) {
      int p = populations.population(places[row]);
      for (int column = 0; column < size; column++) {
        equations[row][column] = populations.coefficient(places[row], places[column]);
      }
      equations[row][size + p] = -1;
      equations[size + p][row] = 1;
      constants[size + p] = 1;
    }
    var solver = new LUDecomposition(new Array2DRowRealMatrix(equations, false), 1e-13).getSolver();
    if (!solver.isNonSingular()) {
      return new double[0];
    }
    double[] solution = solver.solve(new ArrayRealVector(constants, false)).toArray();
    double[] state = new double[support.length];
    for (int i = 0; i < size; i++) {
      if (solution[i] < -TIE) {
        return new double[0];
      }
      state[places[i]] = solution[i];
    }
    return Simplex.project(populations, state);
  }

  private boolean isEquilibrium(double[] state, boolean[] best) {
    double[] payoffs = populations.payoffs(state);
    for (int p = 0; p < populations.populationCount(); p++) {
      double mean = populations.mean(state, payoffs, p);
      for (int i = populations.offset(p); i < populations.offset(p + 1); i++) {
        if (best[i] && payoffs[i] > mean + TIE) {
          return false;
        }
      }
    }
    return true;
  }
}
