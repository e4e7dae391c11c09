package org.medchain.game.dynamics;

/** A way to follow a flow for a while. */
interface FlowIntegrator {
  /**
   * Moves on.
   *
   * @param state where it is; a path that remembers more than the state may rely on its own memory
   * @return whether it got there within the steps allowed
   */
  boolean advance(double[] state, double time);

  /** Where it is now, on the simplex. */
  double[] state();
}
