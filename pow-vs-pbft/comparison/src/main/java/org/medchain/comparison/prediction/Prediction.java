package org.medchain.comparison.prediction;

import java.util.OptionalDouble;

/**
 * A closed form's prediction for a cell.
 *
 * @param form that predicts
 * @param value that it predicts; empty where it does not apply
 * @param reason why nothing was measured that could be compared with it; empty where something was
 */
public record Prediction(PredictionForm form, OptionalDouble value, String reason) {
  static Prediction of(PredictionForm form, double value) {
    return new Prediction(form, OptionalDouble.of(value), "");
  }

  static Prediction not(PredictionForm form, String reason) {
    return new Prediction(form, OptionalDouble.empty(), reason);
  }

  /** Whether it can be held against a measurement. */
  public boolean applies() {
    return reason.isEmpty();
  }
}
