package org.medchain.claims.chain;

import java.util.Map;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.ClaimTrials.ObservedTrial;
import org.medchain.claims.experiment.RawTable;
import org.medchain.experiments.config.LoadedConfig;

/**
 * Whether the first block that the primary proposes after a request arrived holds it: under few
 * requests, and while more wait than a block may hold.
 */
final class BlocksSinceLast {

  private BlocksSinceLast() {}

  static void run(ClaimRun run) throws Exception {
    try (RawTable raw =
        run.raw("blocks-since-last", "load, height, transactions, waiting_before")) {
      give(run, "few", "chain-few-requests.yaml", raw);
      give(run, "many", "chain-many-requests.yaml", raw);
    }
  }

  private static void give(ClaimRun run, String load, String file, RawTable raw) throws Exception {
    String durationS = Double.toString(run.value(load + "_s"));
    LoadedConfig config = run.config(file, Map.of("workload.duration_s", durationS));
    ClaimFigures figures = run.figures("block-holds-all-since-last");
    long held = 0;
    long passed = 0;
    for (ObservedTrial<FirstProposals> each :
        ClaimTrials.observed(run, config, cell -> new FirstProposals())) {
      held += each.observer().inFirst();
      passed += each.observer().inLater();
      each.observer()
          .proposals()
          .forEach(block -> raw.row(load, block.height(), block.transactions(), block.waiting()));
    }
    figures.share(
        load + "_first_block_share",
        held,
        held + passed,
        "requests in the first block that the primary proposed after they arrived");
  }
}
