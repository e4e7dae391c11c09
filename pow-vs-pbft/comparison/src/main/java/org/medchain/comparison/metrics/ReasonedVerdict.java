package org.medchain.comparison.metrics;

import java.util.Optional;

/**
 * A verdict and why.
 *
 * @param verdict of the trial
 * @param reason one line where it is not a pass; empty where it is
 */
public record ReasonedVerdict(TrialVerdict verdict, Optional<String> reason) {
  /** Everything held. */
  static final ReasonedVerdict PASS = new ReasonedVerdict(TrialVerdict.PASS, Optional.empty());

  /** A promise was broken. */
  static ReasonedVerdict fail(String reason) {
    return new ReasonedVerdict(TrialVerdict.FAIL, Optional.of(reason));
  }

  /** There was no evidence. */
  static ReasonedVerdict unknown(String reason) {
    return new ReasonedVerdict(TrialVerdict.UNKNOWN, Optional.of(reason));
  }

  /** The promise is weaker than requested. */
  static ReasonedVerdict unequal(String reason) {
    return new ReasonedVerdict(TrialVerdict.UNEQUAL, Optional.of(reason));
  }
}
