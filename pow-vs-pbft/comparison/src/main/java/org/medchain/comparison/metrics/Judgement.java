package org.medchain.comparison.metrics;

import java.util.Optional;

/**
 * A verdict and why.
 *
 * @param verdict what the trial says
 * @param reason one line where it is not a pass; empty where it is
 */
public record Judgement(Verdict verdict, Optional<String> reason) {
  /** Everything held. */
  static final Judgement PASS = new Judgement(Verdict.PASS, Optional.empty());

  /** A promise was broken. */
  static Judgement fail(String reason) {
    return new Judgement(Verdict.FAIL, Optional.of(reason));
  }

  /** There was nothing to judge. */
  static Judgement unknown(String reason) {
    return new Judgement(Verdict.UNKNOWN, Optional.of(reason));
  }

  /** Another promise was made than asked for. */
  static Judgement unequal(String reason) {
    return new Judgement(Verdict.UNEQUAL, Optional.of(reason));
  }
}
