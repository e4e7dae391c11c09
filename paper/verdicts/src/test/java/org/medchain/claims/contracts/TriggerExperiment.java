package org.medchain.claims.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.medchain.claims.contracts.TriggerTally.AgreementCounts;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.data.Receipt;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.RedemptionRules;
import org.medchain.incentive.VerdictRules;

/**
 * Whether every agreement takes effect in the transaction that meets its condition (CON-12): random
 * scenarios on a chain, beside an oracle that shares nothing with the trade of the chain.
 */
final class TriggerExperiment {
  private static final int MOST_IN_BLOCK = 4;
  private static final PointRules POINTS = new PointRules(200, 6, 20, 3, 8_000);
  private static final VerdictRules VERDICTS = new VerdictRules(3, 2, 0, 4, 1, 1, 0, 0);

  private TriggerExperiment() {}

  /** A scenario with what its agreements did. */
  private record ScenarioTally(
      int scenario, boolean verifiers, long transactions, AgreementCounts counts) {}

  static void run(ClaimRun run) throws Exception {
    List<ScenarioTally> tallies = new ArrayList<>();
    for (int scenario = 0; scenario < run.count("trigger_scenarios"); scenario++) {
      tallies.add(play(run, scenario));
    }
    run.raw("contract-triggers", tallies);
  }

  private static ScenarioTally play(ClaimRun run, int number) {
    ReplicateSeed seed = ReplicateSeed.of(run.seed(), "agreements", number);
    // Under verdicts a record comes under an offer by a vote, and not by its upload.
    boolean verifiers = number % 2 == 1;
    ScenarioChain chain =
        new ScenarioChain(rules(verifiers), new ScenarioCast(seed.value(), 3, 2, 3, 3));
    SplittableRandom random = new SplittableRandom(seed.substream(1).value());
    RandomOperations operations =
        verifiers ? RandomOperations.ofAll(chain, random) : RandomOperations.ofTrade(chain, random);
    TriggerTally tally = new TriggerTally(new AgreementOracle(verifiers));
    long transactions = 0;
    for (int block = 0; block < run.count("trigger_blocks"); block++) {
      List<Receipt> receipts = operations.block(MOST_IN_BLOCK);
      tally.executed(chain.blocks().getLast(), receipts);
      transactions += receipts.size();
    }
    return new ScenarioTally(number, verifiers, transactions, tally.counts());
  }

  private static IncentiveRules rules(boolean verifiers) {
    IncentiveRules rules = IncentiveRules.of(POINTS);
    return verifiers
        ? rules.with(VERDICTS).with(new RedemptionRules(0, VERDICTS.decisionBlocks()))
        : rules;
  }
}
