package org.medchain.study.evolve;

import org.medchain.game.dynamics.LinearStability;

/** Stability of rest points, in the words of tables and figures. */
final class StabilityLabels {
  private StabilityLabels() {}

  static org.medchain.study.figure.StabilityClass figureStability(LinearStability stability) {
    return switch (stability) {
      case STABLE_NODE, STABLE_FOCUS -> org.medchain.study.figure.StabilityClass.STABLE;
      case UNSTABLE_NODE, UNSTABLE_FOCUS -> org.medchain.study.figure.StabilityClass.UNSTABLE;
      case SADDLE -> org.medchain.study.figure.StabilityClass.SADDLE;
      case CENTRE -> org.medchain.study.figure.StabilityClass.CENTRE;
      case MARGINAL, NOT_DIFFERENTIABLE -> org.medchain.study.figure.StabilityClass.NEUTRAL;
    };
  }

  static String label(LinearStability stability) {
    return switch (stability) {
      case STABLE_NODE -> "stable node";
      case STABLE_FOCUS -> "stable focus";
      case UNSTABLE_NODE -> "unstable node";
      case UNSTABLE_FOCUS -> "unstable focus";
      case SADDLE -> "saddle";
      case CENTRE -> "centre";
      case MARGINAL -> "undecided: an eigenvalue is 0";
      case NOT_DIFFERENTIABLE -> "undecided: not differentiable";
    };
  }
}
