package org.medchain.claims.copies;

import java.util.Map;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.ClaimTrials.ObservedTrial;
import org.medchain.claims.experiment.RawTable;
import org.medchain.comparison.config.Latency;
import org.medchain.comparison.theory.PbftMessageCount;
import org.medchain.data.RequestId;
import org.medchain.experiments.config.LoadedConfig;

/** Which nodes have a request one delay after it was sent, and its proposal after two. */
final class RequestBroadcastExperiment {
  private static final String CLAIM = "sent-to-all-nodes";
  private static final String CONFIG = "sent-to-all-nodes.yaml";
  private static final double NS_PER_MS = 1e6;

  private RequestBroadcastExperiment() {}

  static void run(ClaimRun run) throws Exception {
    LoadedConfig config =
        run.config(CONFIG, Map.of("repeats", Integer.toString(run.count("broadcast_trials"))));
    if (!(config.experiment().network().latency() instanceof Latency.Constant latency)) {
      throw new IllegalArgumentException(CONFIG + ": copies are counted after constant delays");
    }
    long delayNs = Math.round(latency.ms() * NS_PER_MS);
    ClaimFigures figures = run.figures(CLAIM);
    long requests = 0;
    long requestsMissing = 0;
    long proposalsMissing = 0;
    double worstExcess = 0;
    try (RawTable raw = run.raw(CLAIM, "nodes, repeat, request, request_copies, proposal_copies")) {
      for (ObservedTrial<BroadcastCopies> trial :
          ClaimTrials.observed(run, config, cell -> new BroadcastCopies(delayNs))) {
        BroadcastCopies copies = trial.observer();
        int nodes = trial.result().cell().nodes();
        for (RequestId each : copies.requests()) {
          int ofRequest = copies.requestCopies(each);
          int ofProposal = copies.proposalCopies(each);
          raw.row(nodes, trial.result().cell().repeat(), ++requests, ofRequest, ofProposal);
          requestsMissing += Math.max(0, nodes - ofRequest);
          proposalsMissing += copies.cameAtStart(each) ? 0 : Math.max(0, nodes - 1 - ofProposal);
        }
        worstExcess = Math.max(worstExcess, Math.abs(excess(copies, nodes)));
      }
    }
    figures.value(
        "request_copies_missing",
        requests == 0 ? Double.NaN : requestsMissing,
        requests,
        "copies of requests that were not at a node one delay after their sending, of n each");
    figures.value(
        "proposal_copies_missing",
        requests == 0 ? Double.NaN : proposalsMissing,
        requests,
        "copies of PRE-PREPAREs that were not at a backup after two, of n - 1 each, but of requests"
            + " that came before the replicas had started");
    figures.value(
        "message_count_error",
        worstExcess,
        requests,
        "largest difference between the messages of a request and the closed form, as a share; the"
            + " run ends before the last request's last messages arrive");
  }

  /** By how much more messages were delivered than the closed form has, as a share of it. */
  private static double excess(BroadcastCopies copies, int nodes) {
    PbftMessageCount theory =
        new PbftMessageCount(nodes, PbftMessageCount.RequestAddressees.TO_ALL);
    double predicted = copies.requests().size() * theory.messagesPerRequest(1).doubleValue();
    return copies.messages() / predicted - 1;
  }
}
