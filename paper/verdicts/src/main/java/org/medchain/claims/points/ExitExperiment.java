package org.medchain.claims.points;

import java.util.ArrayList;
import java.util.List;
import org.medchain.agents.LedgerResult;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.conditions.Conditions;
import org.medchain.game.random.ReplicateSeed;

/**
 * Whether participants can leave at any time, and whether that harms others (GAME-7; decision
 * 0124): exits after random histories, and on the ledger members who upload a false record and
 * leave at once.
 */
final class ExitExperiment {
  private static final String ROUNDS = "exit_rounds";
  private static final int HONEST = 4;
  private static final int LEAVERS = 4;
  private static final int[] LOCKS = {0, 50, 300};

  /** A row. */
  private record NumberedExit(int scenario, ExitPlay exit) {}

  private ExitExperiment() {}

  static void run(ClaimRun run) throws Exception {
    List<NumberedExit> exits = new ArrayList<>();
    for (int scenario = 0; scenario < run.count("exit_scenarios"); scenario++) {
      exits.add(
          new NumberedExit(scenario, ExitPlay.of(ReplicateSeed.of(run.seed(), "exits", scenario))));
    }
    run.raw("exits", exits);
    run.progress(exits.size() + " exits");
    latePenalties(run);
  }

  /** The center alone finds false records, 50 blocks after the upload on average. */
  private static void latePenalties(ClaimRun run) throws Exception {
    CreditParameters paper =
        LedgerPlan.underPaperRules(LedgerPlan.study(run, LedgerPlan.LEDGER_STUDY));
    ClaimFigures figures = run.figures("exit-harms-nobody");
    try (RawTable raw =
        run.raw("exit-penalties", "lock_blocks, replicate, convicted, uncollected_points")) {
      for (int lock : LOCKS) {
        run.progress("members who run, exit lock " + lock);
        LedgerResult result =
            new LedgerPlan(
                    paper.with(Parameter.EXIT_LOCK_BLOCKS, lock),
                    LedgerPlan.members("honest", HONEST, "hit-and-run", LEAVERS),
                    (long) paper.of(Parameter.BALANCE),
                    run.count(ROUNDS),
                    run.count("exit_replicates"))
                .play(run);
        double[] uncollected = new double[result.runs().size()];
        for (int each = 0; each < uncollected.length; each++) {
          LedgerResult.LedgerReplicate replicate = result.runs().get(each);
          uncollected[each] = (double) replicate.uncollected() / (LEAVERS * run.count(ROUNDS));
          raw.row(lock, each, replicate.convicted(), replicate.uncollected());
        }
        figures.mean(
            "uncollected_lock_" + lock + "_points",
            uncollected,
            "penalties that found the account settled, points a member and round, under a lock of "
                + lock
                + " blocks");
      }
    }
    figures.value(
        "stay_margin_points",
        Conditions.byId("T20").closedForm(paper).margin(),
        1,
        "T20: points that a settled participant may hold more before it would rather leave");
  }
}
