package org.medchain.comparison.prediction;

import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;

/**
 * A closed form's prediction for a cell.
 *
 * @param form that predicts
 * @param value that it predicts; empty where it does not apply
 * @param reason why nothing was measured that could be compared with it; empty where something was
 */
public record Prediction(PredictionForm form, OptionalDouble value, String reason) {
  /** The value, unless there is a reason against it. */
  static Prediction of(PredictionForm form, String reason, DoubleSupplier value) {
    return new Prediction(
        form,
        reason.isEmpty() ? OptionalDouble.of(value.getAsDouble()) : OptionalDouble.empty(),
        reason);
  }

  /** Whether it can be held against a measurement. */
  public boolean applies() {
    return reason.isEmpty();
  }
}
