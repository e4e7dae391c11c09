package org.medchain.credit.conditions;

/**
 * The same number found in another way (GAME-12).
 *
 * @param method enumeration, value iteration, a game's equilibrium, integration or simulation
 * @param quantity what was computed twice
 * @param closedForm what the formula gives
 * @param value what the second method gives
 * @param tolerance how far they may be apart: the resolution of the second method, or half its
 *     confidence interval
 */
public record Second(
    String method, String quantity, double closedForm, double value, double tolerance) {
  static Second exact(String method, String quantity, double closedForm, double value) {
    double scale = Math.max(1, Math.max(Math.abs(closedForm), Math.abs(value)));
    return new Second(
        method, quantity, closedForm, value, Double.isInfinite(scale) ? 0 : 1e-9 * scale);
  }

  static Second truth(String method, String quantity, boolean closedForm, boolean value) {
    return new Second(method, quantity, closedForm ? 1 : 0, value ? 1 : 0, 0);
  }

  /** Whether both methods give the same; two infinities of one sign do. */
  public boolean agrees() {
    return closedForm == value || Math.abs(closedForm - value) <= tolerance;
  }
}
