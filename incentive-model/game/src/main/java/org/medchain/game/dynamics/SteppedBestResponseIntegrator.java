package org.medchain.game.dynamics;

/** Best response by small steps, for games whose payoffs are not linear. */
final class SteppedBestResponseIntegrator implements FlowIntegrator {
  private static final double STEP = 1e-3;

  private final PopulationFlow flow;
  private double[] now = new double[0];

  SteppedBestResponseIntegrator(PopulationFlow flow) {
    this.flow = flow;
  }

  @Override
  public boolean advance(double[] state, double time) {
    now = state.clone();
    long steps = (long) Math.ceil(time / STEP);
    // A step of the length h goes 1 − exp(−h) of the way: exact while the best response stays.
    double part = -StrictMath.expm1(-time / steps);
    for (long step = 0; step < steps; step++) {
      double[] velocity = flow.velocity(now);
      for (int i = 0; i < now.length; i++) {
        now[i] += part * velocity[i];
      }
      now = Simplex.project(flow.populations(), now);
    }
    return true;
  }

  @Override
  public double[] state() {
    return now.clone();
  }
}
