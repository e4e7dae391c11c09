package org.medchain.proof;

import java.util.Optional;

/**
 * What Z3 says of a condition.
 *
 * @param answer its word
 * @param millis of wall time
 * @param work in Z3's own unit, the same on every machine
 * @param counterexample to induction, if there is one
 */
record Verdict(Answer answer, long millis, long work, Optional<Counterexample> counterexample) {
  /** Proved; refuted; neither within the limit. */
  enum Answer {
    PROVED,
    REFUTED,
    UNKNOWN
  }

  boolean isProved() {
    return answer == Answer.PROVED;
  }
}
