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

  static List<Prediction> of(Setting setting) {
    return List.of(messages(setting), latency(setting));
  }

  private static Prediction messages(Setting setting) {
    String why = abnormal(setting);
    if (!why.isEmpty()) {
      return Prediction.not(ClosedForm.PBFT_MESSAGES, why);
    }
    PbftMessageCount traffic = new PbftMessageCount(setting.nodes(), RequestAddressees.TO_ALL);
    double checkpoints = (double) traffic.commits() / setting.config().pbft().checkpointInterval();
    double perBlock = traffic.messagesPerBlock() + checkpoints;
    return Prediction.of(
        ClosedForm.PBFT_MESSAGES,
        perBlock / setting.requestsPerBlock().getAsDouble()
            + traffic.requests()
            + traffic.replies());
  }

  private static Prediction latency(Setting setting) {
    String why = abnormal(setting);
    if (why.isEmpty() && setting.config().host() == HostKind.CLUSTER) {
      why = "real links: the config does not know their delay";
    }
    double batch = setting.requestsPerBlock().orElse(0);
    if (why.isEmpty() && batch >= CROWDED) {
      why =
          String.format(
              Locale.ROOT,
              "%.1f requests a block: most do not wait for the whole batch delay",
              batch);
    }
    if (!why.isEmpty()) {
      return Prediction.not(ClosedForm.PBFT_LATENCY, why);
    }
    PbftConfig pbft = setting.config().pbft();
    double delayMs = setting.config().network().latency().medianDelayMs();
    return Prediction.of(
        ClosedForm.PBFT_LATENCY,
        PbftMessageCount.ROUNDS_FOR_CLIENT * delayMs + pbft.batchDelayMs());
  }

  /** Why it is not the normal case; empty where it is. */
  private static String abnormal(Setting setting) {
    if (!setting.disturbed().isEmpty()) {
      return setting.disturbed();
    }
    if (setting.faulty() > 0) {
      return "some nodes are faulty: the form is about the normal case";
    }
    if (setting.viewChanged()) {
      return "a view was changed: the form is about the normal case";
    }
    return setting.requestsPerBlock().isEmpty() ? "no block was committed" : "";
  }
}
