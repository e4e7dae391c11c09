package org.medchain.game.dynamics;

import java.util.Optional;
import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.exception.NumberIsTooSmallException;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.medchain.game.dynamics.EvolutionaryDynamic.RestPointCharacterization;
import org.medchain.game.dynamics.PopulationFlow.FlowIntegrator;
import org.medchain.game.exact.Vectors;

/** The path of a smooth dynamic, in shares or in their logarithms. */
final class SmoothFlowIntegrator implements FlowIntegrator, FirstOrderDifferentialEquations {
  private final PopulationFlow flow;
  private final Populations populations;
  private final IntegrationSettings horizon;
  private final boolean logarithms;
  private final boolean[] used;
  private final double[] coordinates;

  SmoothFlowIntegrator(PopulationFlow flow, IntegrationSettings horizon, double[] start) {
    this.flow = flow;
    this.populations = flow.populations();
    this.horizon = horizon;
    this.logarithms = flow.dynamic().restPoints() == RestPointCharacterization.EQUAL_PAYOFFS;
    this.used = Simplex.support(start);
    this.coordinates =
        logarithms
            ? Vectors.of(start.length, i -> used[i] ? StrictMath.log(start[i]) : 0)
            : start.clone();
  }

  @Override
  public Optional<double[]> advance(double[] state, double time) {
    // A minimal step far below any that a sound problem needs: reaching it means a singularity.
    DormandPrince853Integrator integrator =
        new DormandPrince853Integrator(
            time * 1e-13, time, horizon.tolerance(), logarithms ? 0 : horizon.tolerance());
    integrator.setMaxEvaluations(16 * horizon.maxSteps());
    try {
      integrator.integrate(this, 0, coordinates, time, coordinates);
    } catch (MaxCountExceededException | NumberIsTooSmallException tooLong) {
      return Optional.empty();
    }
    if (!logarithms) {
      double[] back = Simplex.project(populations, coordinates);
      System.arraycopy(back, 0, coordinates, 0, back.length);
    }
    return Optional.of(shares(coordinates));
  }

  @Override
  public int getDimension() {
    return coordinates.length;
  }

  @Override
  public void computeDerivatives(double time, double[] at, double[] derivative) {
    double[] shares = shares(at);
    double[] velocity = logarithms ? growth(shares) : flow.velocity(shares);
    System.arraycopy(velocity, 0, derivative, 0, velocity.length);
  }

  /** Growth rates, the derivatives of logarithms: payoffs above the mean, at the rule's pace. */
  private double[] growth(double[] shares) {
    double[] payoffs = populations.payoffs(shares);
    double[] means = populations.means(shares, payoffs);
    return Vectors.of(
        shares.length,
        i -> used[i] ? flow.dynamic().speedFactor(means[i]) * (payoffs[i] - means[i]) : 0);
  }

  private double[] shares(double[] at) {
    if (!logarithms) {
      return Simplex.project(populations, at);
    }
    double[] logs = Vectors.of(at.length, i -> used[i] ? at[i] : Double.NEGATIVE_INFINITY);
    double[] most = populations.each(p -> Vectors.max(populations.slice(logs, p)));
    double[] weights = Vectors.of(at.length, i -> StrictMath.exp(logs[i] - most[i]));
    double[] sums = populations.each(p -> Vectors.sum(populations.slice(weights, p)));
    return Vectors.of(
        at.length, i -> used[i] ? Math.max(Double.MIN_VALUE, weights[i] / sums[i]) : 0);
  }
}
