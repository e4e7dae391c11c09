package org.medchain.game.dynamics;

import java.util.Optional;
import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.exception.NumberIsTooSmallException;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;

/** The path of a smooth dynamic, in shares or in their logarithms. */
final class SmoothFlowIntegrator
    implements PopulationFlow.FlowIntegrator, FirstOrderDifferentialEquations {
  private final PopulationFlow flow;
  private final Populations populations;
  private final IntegrationSettings horizon;
  private final boolean logarithms;
  private final boolean[] extinct;
  private final double[] coordinates;

  SmoothFlowIntegrator(PopulationFlow flow, IntegrationSettings horizon, double[] start) {
    this.flow = flow;
    this.populations = flow.populations();
    this.horizon = horizon;
    this.logarithms =
        flow.dynamic().restPoints() == EvolutionaryDynamic.RestPointCharacterization.EQUAL_PAYOFFS;
    this.extinct = new boolean[start.length];
    this.coordinates = start.clone();
    if (logarithms) {
      for (int i = 0; i < start.length; i++) {
        extinct[i] = start[i] == 0;
        coordinates[i] = extinct[i] ? 0 : StrictMath.log(start[i]);
      }
    }
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
    double[] growth = new double[shares.length];
    for (int p = 0; p < populations.populationCount(); p++) {
      double mean = populations.mean(shares, payoffs, p);
      double pace = flow.dynamic().speedFactor(mean);
      for (int i = populations.offset(p); i < populations.offset(p + 1); i++) {
        growth[i] = extinct[i] ? 0 : pace * (payoffs[i] - mean);
      }
    }
    return growth;
  }

  private double[] shares(double[] at) {
    if (!logarithms) {
      return Simplex.project(populations, at);
    }
    double[] shares = new double[at.length];
    for (int p = 0; p < populations.populationCount(); p++) {
      double most = Double.NEGATIVE_INFINITY;
      for (int i = populations.offset(p); i < populations.offset(p + 1); i++) {
        most = extinct[i] ? most : Math.max(most, at[i]);
      }
      double sum = 0;
      for (int i = populations.offset(p); i < populations.offset(p + 1); i++) {
        shares[i] = extinct[i] ? 0 : StrictMath.exp(at[i] - most);
        sum += shares[i];
      }
      for (int i = populations.offset(p); i < populations.offset(p + 1); i++) {
        // Below the smallest double a share is still there.
        shares[i] = extinct[i] ? 0 : Math.max(Double.MIN_VALUE, shares[i] / sum);
      }
    }
    return shares;
  }
}
