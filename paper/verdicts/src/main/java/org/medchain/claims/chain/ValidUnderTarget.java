package org.medchain.claims.chain;

import java.util.Map;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.ClaimTrials.ObservedTrial;
import org.medchain.claims.experiment.RawTable;
import org.medchain.data.Header;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.simulation.model.RandomStreams;

/**
 * Whether nodes commit blocks that are not below their target: in trials of three protocols, and
 * where such headers are offered to a node.
 */
final class ValidUnderTarget {
  private static final String CLAIM = "valid-under-target";

  private ValidUnderTarget() {}

  static void run(ClaimRun run) throws Exception {
    LoadedConfig config =
        run.config("chain-target.yaml", Map.of("repeats", Integer.toString(run.count("repeats"))));
    try (RawTable raw =
        run.raw("committed-headers", "protocol, repeat, height, hash, compact, below")) {
      for (ObservedTrial<CommittedHeaders> trial :
          ClaimTrials.observed(run, config, cell -> new CommittedHeaders())) {
        for (Header header : trial.observer().headers()) {
          int compact = header.difficulty().compact();
          raw.row(
              trial.result().cell().protocol().key(),
              trial.result().cell().repeat(),
              header.height(),
              header.hash(),
              compact,
              compact == 0 ? "" : OfferedHeaders.isBelowTarget(header));
        }
      }
    }
    offer(run);
  }

  private static void offer(ClaimRun run) {
    run.progress("offers headers at or above the target");
    OfferedHeaders offered =
        new OfferedHeaders(
            run.seed(), run.count("coefficient"), new RandomStreams(run.seed()).stream(CLAIM, 0));
    int offers = run.count("offers");
    int controls = run.count("controls");
    long committed = 0;
    long verified = 0;
    for (int i = 0; i < offers; i++) {
      Header header = offered.notBelowTarget();
      committed += offered.isCommitted(header) ? 1 : 0;
      verified += offered.isVerified(header) ? 1 : 0;
    }
    long right = 0;
    for (int i = 0; i < controls; i++) {
      right += offered.isCommitted(offered.belowTarget()) ? 1 : 0;
    }
    // If the same blocks below the target are refused too, refusals say nothing of the target.
    boolean telling = right == controls && controls > 0;
    ClaimFigures figures = run.figures(CLAIM);
    figures.value(
        "offered_accepted",
        telling ? committed : Double.NaN,
        offers,
        "blocks at or above the target that a node of proof of work committed");
    figures.value(
        "offered_verified",
        telling ? verified : Double.NaN,
        offers,
        "the same that the check of a stored chain took for right");
    figures.share(
        "below_target_accepted_share",
        right,
        controls,
        "blocks below the target that are like them otherwise, and that the node committed");
  }
}
