package org.medchain.game.dynamics;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.medchain.game.dynamics.PopulationFlow.FlowIntegrator;
import org.medchain.game.exact.Subsets;
import org.medchain.game.exact.Vectors;

/**
 * The path of the best response in a game with linear payoffs, exactly (Gilboa and Matsui 1991;
 * Hofbauer 1995): on the way to a target all payoffs are linear in exp(−t), so that the time of the
 * next switch is a logarithm.
 */
final class BestResponseIntegrator implements FlowIntegrator {
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
      List<Integer> best = best(payoffs);
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

  private List<Integer> best(double[] payoffs) {
    double[] most = populations.each(p -> Vectors.max(populations.slice(payoffs, p)));
    return IntStream.range(0, payoffs.length)
        .filter(i -> payoffs[i] >= most[i] - TIE)
        .boxed()
        .toList();
  }

  /** When a strategy that is not among the best now becomes so on the way to {@code target}. */
  private double untilSwitch(double[] payoffs, List<Integer> best, double[] target) {
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
        if (!best.contains(i) && overtaken > 0) {
          soonest = Math.min(soonest, StrictMath.log1p(lead / overtaken));
        }
      }
    }
    return soonest;
  }

  /** An equilibrium of the game between those who tie; there always is one (Nash 1951). */
  private double[] target(List<Integer> best) {
    return IntStream.range(1, 1 << best.size())
        .boxed()
        .sorted(Comparator.comparingInt(Integer::bitCount))
        .map(digits -> Subsets.of(best, digits))
        .filter(this::isInAllPopulations)
        .map(this::equalising)
        .filter(candidate -> candidate.length > 0 && isEquilibrium(candidate, best))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("no equilibrium found among strategies that tie"));
  }

  /** All choices of one strategy or more in each population, among those that tie. */
  private boolean isInAllPopulations(List<Integer> support) {
    return support.stream().mapToInt(populations::population).distinct().count()
        == populations.populationCount();
  }

  private double[] equalising(List<Integer> support) {
    int size = support.size();
    int count = populations.populationCount();
    double[][] equations = new double[size + count][size + count];
    double[] constants = new double[size + count];
    for (int row = 0; row < size; row++) {
      int p = populations.population(support.get(row));
      for (int column = 0; column < size; column++) {
        equations[row][column] = populations.coefficient(support.get(row), support.get(column));
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
    double[] state = new double[populations.stateSize()];
    for (int i = 0; i < size; i++) {
      if (solution[i] < -TIE) {
        return new double[0];
      }
      state[support.get(i)] = solution[i];
    }
    return Simplex.project(populations, state);
  }

  private boolean isEquilibrium(double[] state, List<Integer> best) {
    double[] payoffs = populations.payoffs(state);
    double[] means = populations.means(state, payoffs);
    return best.stream().noneMatch(i -> payoffs[i] > means[i] + TIE);
  }
}
