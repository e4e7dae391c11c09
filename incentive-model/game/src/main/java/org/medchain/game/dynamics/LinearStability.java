package org.medchain.game.dynamics;

import java.util.List;

/**
 * What the linearisation says about a rest point (Hirsch and Smale 1974; Hofbauer and Sigmund
 * 1998).
 */
public enum LinearStability {
  /** All real parts negative, none oscillates. */
  STABLE_NODE,
  /** All real parts negative, some oscillate. */
  STABLE_FOCUS,
  /** No real part negative, some positive, none oscillates. */
  UNSTABLE_NODE,
  /** No real part negative, some positive, some oscillate. */
  UNSTABLE_FOCUS,
  /** Real parts of both signs. */
  SADDLE,
  /**
   * All real parts zero, all oscillate: the linear flow has closed orbits, the true one may not.
   */
  CENTRE,
  /** No real part positive, some zero: the linearisation does not decide. */
  MARGINAL,
  /** The dynamic has a kink or a jump here: there is no linearisation. */
  NOT_DIFFERENTIABLE;

  /** Whether the linearisation proves the rest point unstable. */
  public boolean repels() {
    return this == UNSTABLE_NODE || this == UNSTABLE_FOCUS || this == SADDLE;
  }

  /**
   * The class of a rest point with these eigenvalues.
   *
   * @param zero parts no larger than this count as zero
   */
  static LinearStability of(List<Eigenvalue> eigenvalues, double zero) {
    boolean up = eigenvalues.stream().anyMatch(each -> each.real() > zero);
    boolean down = eigenvalues.stream().anyMatch(each -> each.real() < -zero);
    boolean turns = eigenvalues.stream().anyMatch(each -> Math.abs(each.imaginary()) > zero);
    if (up) {
      return down ? SADDLE : turns ? UNSTABLE_FOCUS : UNSTABLE_NODE;
    }
    if (eigenvalues.stream().allMatch(each -> each.real() < -zero)) {
      return turns ? STABLE_FOCUS : STABLE_NODE;
    }
    return eigenvalues.stream()
            .allMatch(each -> Math.abs(each.real()) <= zero && Math.abs(each.imaginary()) > zero)
        ? CENTRE
        : MARGINAL;
  }
}
