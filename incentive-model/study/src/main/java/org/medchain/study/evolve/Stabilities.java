package org.medchain.study.evolve;

import org.medchain.game.dynamics.Stability;

/** Stability of rest points, as tables and figures tell it. */
final class Stabilities {
  private Stabilities() {}

  static org.medchain.study.figure.Stability drawn(Stability stability) {
    return switch (stability) {
      case STABLE_NODE, STABLE_FOCUS -> org.medchain.study.figure.Stability.STABLE;
      case UNSTABLE_NODE, UNSTABLE_FOCUS -> org.medchain.study.figure.Stability.UNSTABLE;
      case SADDLE -> org.medchain.study.figure.Stability.SADDLE;
      case CENTRE -> org.medchain.study.figure.Stability.CENTRE;
      case MARGINAL, NOT_DIFFERENTIABLE -> org.medchain.study.figure.Stability.NEUTRAL;
    };
  }

  static String words(Stability stability) {
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
