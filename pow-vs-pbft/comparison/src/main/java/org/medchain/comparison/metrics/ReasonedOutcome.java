package org.medchain.comparison.metrics;

import java.util.Optional;

/**
 * A verdict and why.
 *
 * @param verdict of the trial
 * @param reason one line where it is not a pass; empty where it is
 */
public record ReasonedOutcome(TrialOutcome verdict, Optional<String> reason) {
  static final ReasonedOutcome PASS = new ReasonedOutcome(TrialOutcome.PASS, Optional.empty());
}
