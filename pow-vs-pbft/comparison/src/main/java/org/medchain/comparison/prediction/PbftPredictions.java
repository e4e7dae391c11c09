package org.medchain.comparison.prediction;

import java.util.List;
import java.util.Locale;
import org.medchain.comparison.config.HostKind;
import org.medchain.comparison.config.PbftConfig;
import org.medchain.comparison.theory.PbftMessageCount;
import org.medchain.comparison.theory.PbftMessageCount.RequestAddressees;

/** PBFT's normal case. */
final class PbftPredictions {
  /** From here on most requests of a block did not wait for the whole batch delay. */
  private static final double CROWDED = 1.5;

  private PbftPredictions() {}

  static List<Prediction> of(PredictedCell cell) {
    return List.of(messages(cell), latency(cell));
  }

  private static Prediction messages(PredictedCell cell) {
    String why = abnormal(cell);
    if (!why.isEmpty()) {
      return Prediction.not(PredictionForm.PBFT_MESSAGES, why);
    }
    PbftMessageCount traffic = new PbftMessageCount(cell.nodes(), RequestAddressees.TO_ALL);
    double checkpoints = (double) traffic.commits() / cell.config().pbft().checkpointInterval();
    double perBlock = traffic.messagesPerBlock() + checkpoints;
    return Prediction.of(
        PredictionForm.PBFT_MESSAGES,
        perBlock / cell.requestsPerBlock().getAsDouble() + traffic.requests() + traffic.replies());
  }

  private static Prediction latency(PredictedCell cell) {
    String why = abnormal(cell);
    if (why.isEmpty() && cell.config().host() == HostKind.CLUSTER) {
      why = "real links: the config does not know their delay";
    }
    double batch = cell.requestsPerBlock().orElse(0);
    if (why.isEmpty() && batch >= CROWDED) {
      why =
          String.format(
              Locale.ROOT,
              "%.1f requests a block: most do not wait for the whole batch delay",
              batch);
    }
    if (!why.isEmpty()) {
      return Prediction.not(PredictionForm.PBFT_LATENCY, why);
    }
    PbftConfig pbft = cell.config().pbft();
    double delayMs = cell.config().network().latency().medianDelayMs();
    return Prediction.of(
        PredictionForm.PBFT_LATENCY,
        PbftMessageCount.ROUNDS_FOR_CLIENT * delayMs + pbft.batchDelayMs());
  }

  /** Why it is not the normal case; empty where it is. */
  private static String abnormal(PredictedCell cell) {
    if (!cell.disturbed().isEmpty()) {
      return cell.disturbed();
    }
    if (cell.faulty() > 0) {
      return "some nodes are faulty: the form is about the normal case";
    }
    if (cell.viewChanged()) {
      return "a view was changed: the form is about the normal case";
    }
    return cell.requestsPerBlock().isEmpty() ? "no block was committed" : "";
  }
}
