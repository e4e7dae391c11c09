package org.medchain.claims.chain;

import java.util.List;
import java.util.Map;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.ClaimTrials.ObservedTrial;
import org.medchain.claims.experiment.RawTable;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.data.Header;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.simulation.model.RandomStreams;

/**
 * Whether nodes commit blocks that are not below their target: in trials of three protocols, and
 * where such headers are offered to a node.
 */
final class ValidUnderTarget implements ClaimExperiment {
  private static final String CLAIM = "valid-under-target";

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(
        new ClaimSetting("repeats", 1, 10, "trials of each protocol"),
        new ClaimSetting("offers", 10_000, 100_000, "offered headers at or above the target"),
        new ClaimSetting("controls", 100, 1_000, "offered headers below it"),
        new ClaimSetting("coefficient", 256, 256, "difficulty coefficient of the offered headers"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    LoadedConfig config =
        run.config("chain-target.yaml", Map.of("repeats", Integer.toString(run.count("repeats"))));
    try (RawTable raw =
        run.raw("committed-headers", "protocol", "repeat", "height", "hash", "compact", "below")) {
      List<ObservedTrial<CommittedHeaders>> trials =
          ClaimTrials.observed(run, config, cell -> new CommittedHeaders());
      for (ProtocolKind protocol : config.experiment().protocols()) {
        give(
            run,
            protocol,
            trials.stream().filter(each -> each.result().cell().protocol() == protocol).toList(),
            raw);
      }
    }
    offer(run);
  }

  private static void give(
      ClaimRun run,
      ProtocolKind protocol,
      List<ObservedTrial<CommittedHeaders>> trials,
      RawTable raw) {
    long blocks = 0;
    long notBelow = 0;
    long without = 0;
    for (ObservedTrial<CommittedHeaders> trial : trials) {
      for (Header header : trial.observer().headers()) {
        boolean hasTarget = header.difficulty().compact() != 0;
        boolean below = hasTarget && OfferedHeaders.isBelowTarget(header);
        blocks++;
        notBelow += hasTarget && !below ? 1 : 0;
        without += hasTarget ? 0 : 1;
        raw.row(
            protocol.key(),
            trial.result().cell().repeat(),
            header.height(),
            header.hash(),
            header.difficulty().compact(),
            hasTarget ? below : "");
      }
    }
    ClaimFigures figures = run.figures(CLAIM);
    double nothing = blocks == 0 ? Double.NaN : 0;
    figures.value(
        protocol.key() + "_not_below",
        notBelow + nothing,
        blocks,
        "committed blocks whose hash is not below their target");
    figures.value(
        protocol.key() + "_without_target",
        without + nothing,
        blocks,
        "committed blocks without a target");
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
