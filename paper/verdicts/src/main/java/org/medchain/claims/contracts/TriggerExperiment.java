package org.medchain.claims.contracts;

import java.util.List;
import java.util.SplittableRandom;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.RawTable;
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
public final class TriggerExperiment implements ClaimExperiment {
  private static final String CLAIM = "contract-triggers-at-once";
  private static final String SCENARIOS = "trigger_scenarios";
  private static final String BLOCKS = "trigger_blocks";
  private static final int MOST_IN_BLOCK = 4;
  private static final PointRules POINTS = new PointRules(200, 6, 20, 3, 8_000);
  private static final VerdictRules VERDICTS = new VerdictRules(3, 2, 0, 4, 1, 1, 0, 0);

  /** Nothing is kept between runs. */
  public TriggerExperiment() {}

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(
        new ClaimSetting(SCENARIOS, 200, 2000, "random scenarios with agreements"),
        new ClaimSetting(BLOCKS, 40, 40, "blocks of each, of 1 to 4 transactions"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    TriggerSums sums = new TriggerSums();
    try (RawTable raw =
        run.raw(
            "contract-triggers",
            "scenario",
            "verifiers",
            "transactions",
            "concluded",
            "triggered",
            "early",
            "late",
            "twice",
            "never",
            "most_blocks_late")) {
      for (int scenario = 0; scenario < run.count(SCENARIOS); scenario++) {
        sums.scenario(run, scenario, raw);
      }
    }
    run.progress(sums.triggered + " agreements took effect");
    sums.report(run.figures(CLAIM));
  }

  /** Sums over the scenarios. */
  private static final class TriggerSums {
    private long transactions;
    private int concluded;
    private int triggered;
    private int early;
    private int late;
    private int twice;
    private int never;
    private long mostBlocksLate;

    void scenario(ClaimRun run, int number, RawTable raw) {
      ReplicateSeed seed = ReplicateSeed.of(run.seed(), "agreements", number);
      // Under verdicts a record comes under an offer by a vote, and not by its upload.
      boolean verifiers = number % 2 == 1;
      ScenarioChain chain =
          new ScenarioChain(rules(verifiers), new ScenarioCast(seed.value(), 3, 2, 3, 3));
      SplittableRandom random = new SplittableRandom(seed.substream(1).value());
      RandomOperations operations =
          verifiers
              ? RandomOperations.ofAll(chain, random)
              : RandomOperations.ofTrade(chain, random);
      TriggerTally tally = new TriggerTally(new AgreementOracle(verifiers));
      long count = 0;
      for (int block = 0; block < run.count(BLOCKS); block++) {
        List<Receipt> receipts = operations.block(MOST_IN_BLOCK);
        tally.executed(chain.blocks().getLast(), receipts);
        count += receipts.size();
      }
      raw.row(
          number,
          verifiers,
          count,
          tally.concluded(),
          tally.triggered(),
          tally.early(),
          tally.late(),
          tally.twice(),
          tally.never(),
          tally.mostBlocksLate());
      add(tally, count);
    }

    private static IncentiveRules rules(boolean verifiers) {
      IncentiveRules rules = IncentiveRules.of(POINTS);
      return verifiers
          ? rules.with(VERDICTS).with(new RedemptionRules(0, VERDICTS.decisionBlocks()))
          : rules;
    }

    private void add(TriggerTally tally, long count) {
      transactions += count;
      concluded += tally.concluded();
      triggered += tally.triggered();
      early += tally.early();
      late += tally.late();
      twice += tally.twice();
      never += tally.never();
      mostBlocksLate = Math.max(mostBlocksLate, tally.mostBlocksLate());
    }

    void report(ClaimFigures figures) {
      figures.value("agreements_triggered", triggered, transactions, "agreements that took effect");
      figures.value("agreements_concluded", concluded, transactions, "agreements concluded");
      figures.value(
          "triggered_early",
          early,
          concluded,
          "agreements that took effect before their condition was met, or with other records");
      figures.value(
          "triggered_late",
          late,
          concluded,
          "agreements that took effect in a later transaction than the one that met the condition");
      figures.value("triggered_twice", twice, concluded, "second effects of an agreement");
      figures.value(
          "triggered_never",
          never,
          concluded,
          "agreements whose condition was met and that had no effect");
      figures.value(
          "blocks_to_effect_max", mostBlocksLate, triggered, "blocks between condition and effect");
    }
  }
}
