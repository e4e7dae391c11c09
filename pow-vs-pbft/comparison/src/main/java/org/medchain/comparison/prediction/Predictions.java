package org.medchain.comparison.prediction;

import java.util.ArrayList;
import java.util.List;
import org.medchain.comparison.config.ProtocolKind;

/** The predictions of all closed forms for a cell (CMP-51). */
public final class Predictions {
  private Predictions() {}

  /** One for each form that is about the cell's protocol, in the order of the forms. */
  public static List<Prediction> of(PredictedCell cell) {
    return switch (cell.protocol()) {
      case PBFT -> PbftPredictions.of(cell);
      case POW -> PowPredictions.of(cell);
      case SEALED -> sealed();
    };
  }

  private static List<Prediction> sealed() {
    List<Prediction> none = new ArrayList<>();
    for (PredictionForm form : List.of(PredictionForm.PBFT_MESSAGES, PredictionForm.PBFT_LATENCY)) {
      none.add(
          Prediction.not(form, ProtocolKind.SEALED.key() + ": each height waits for a search"));
    }
    return none;
  }
}
