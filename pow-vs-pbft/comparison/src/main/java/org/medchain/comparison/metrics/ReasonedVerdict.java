package org.medchain.comparison.metrics;

import java.util.Optional;

/**
 * A verdict and why.
 *
 * @param verdict of the trial
 * @param reason one line where it is not a pass; empty where it is
 */
public record ReasonedVerdict(TrialVerdict verdict, Optional<String> reason) {
  static final ReasonedVerdict PASS = new ReasonedVerdict(TrialVerdict.PASS, Optional.empty());

  static ReasonedVerdict of(TrialVerdict verdict, String reason) {
    return new ReasonedVerdict(verdict, Optional.of(reason));
  }
}
