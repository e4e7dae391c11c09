package org.medchain.proof;

import java.util.Optional;

/**
 * Z3's verdict on a condition.
 *
 * @param answer its word
 * @param millis of wall time
 * @param work in Z3's own unit, the same on every machine
 * @param counterexample to induction, if there is one
 * @param isWhole whether all lines of the invariant were assumed, and not only those used
 */
record ProofVerdict(
    Answer answer,
    long millis,
    long work,
    Optional<InductionCounterexample> counterexample,
    boolean isWhole) {
  /** Proved; refuted; neither within the limit. */
  enum Answer {
    PROVED,
    REFUTED,
    UNKNOWN
  }

  /** The same, found with all lines of the invariant assumed. */
  ProofVerdict ofWholeInvariant() {
    return new ProofVerdict(answer, millis, work, counterexample, true);
  }

  boolean isProved() {
    return answer == Answer.PROVED;
  }
}
