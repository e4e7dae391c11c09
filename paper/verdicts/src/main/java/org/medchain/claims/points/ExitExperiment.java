package org.medchain.claims.points;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.medchain.agents.LedgerResult;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
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
public final class ExitExperiment implements ClaimExperiment {
  private static final String LEAVING = "exit-at-any-time";
  private static final String HARM = "exit-harms-nobody";
  private static final String SCENARIOS = "exit_scenarios";
  private static final String ROUNDS = "exit_rounds";
  private static final String REPLICATES = "exit_replicates";
  private static final String RUNNING = "hit-and-run";
  private static final int HONEST = 4;
  private static final int LEAVERS = 4;
  private static final int[] LOCKS = {0, 50, 300};

  /** Nothing is kept between runs. */
  public ExitExperiment() {}

  @Override
  public List<String> claims() {
    return List.of(LEAVING, HARM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(
        new ClaimSetting(SCENARIOS, 500, 5000, "exits after random histories"),
        new ClaimSetting(ROUNDS, 20, 40, "false records of each of 4 members who run"),
        new ClaimSetting(REPLICATES, 6, 30, "independent runs on the ledger"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    List<ExitPlay> plays = new ArrayList<>();
    try (RawTable raw =
        run.raw(
            "exits",
            "scenario",
            "accepted",
            "frozen",
            "lock_blocks",
            "settled",
            "blocks_to_settlement",
            "others",
            "others_with_fewer_points",
            "rights",
            "rights_ended",
            "purchases",
            "purchases_ended",
            "agreements_dissolved")) {
      for (int scenario = 0; scenario < run.count(SCENARIOS); scenario++) {
        ExitPlay play = ExitPlay.of(ReplicateSeed.of(run.seed(), "exits", scenario));
        plays.add(play);
        write(raw, scenario, play);
      }
    }
    run.progress(plays.size() + " exits");
    leaving(run.figures(LEAVING), plays);
    harm(run.figures(HARM), plays);
    latePenalties(run);
  }

  private static void write(RawTable raw, int scenario, ExitPlay play) {
    raw.row(
        scenario,
        play.accepted(),
        play.frozen(),
        play.lockBlocks(),
        play.settled(),
        play.blocksToSettlement(),
        play.harm().others(),
        play.harm().withFewerPoints(),
        play.harm().rights(),
        play.harm().rightsEnded(),
        play.harm().purchases(),
        play.harm().purchasesEnded(),
        play.agreementsDissolved());
  }

  private static void leaving(ClaimFigures figures, List<ExitPlay> plays) {
    long accepted = plays.stream().filter(ExitPlay::accepted).count();
    List<ExitPlay> settled = plays.stream().filter(ExitPlay::settled).toList();
    figures.share("exits_accepted", accepted, plays.size(), "exits that were accepted");
    figures.value(
        "exits_unsettled",
        accepted - settled.size(),
        accepted,
        "exits whose account was not settled when lock and freeze were over");
    figures.value(
        "settlement_blocks_max",
        settled.stream().mapToLong(ExitPlay::blocksToSettlement).max().orElse(0),
        settled.size(),
        "most blocks from an exit to its settlement");
    figures.mean(
        "settlement_blocks",
        settled.stream().mapToDouble(ExitPlay::blocksToSettlement).toArray(),
        "blocks from an exit to its settlement, under locks of 0, 3, 10 and 50 blocks");
  }

  private static void harm(ClaimFigures figures, List<ExitPlay> plays) {
    long others = sum(plays, play -> play.harm().others());
    figures.value(
        "others_with_fewer_points",
        sum(plays, play -> play.harm().withFewerPoints()),
        others,
        "participants with fewer points after another's exit and settlement");
    figures.value(
        "others_rights_ended",
        sum(plays, play -> play.harm().rightsEnded()),
        sum(plays, play -> play.harm().rights()),
        "granted rights of others that ended with an exit");
    figures.value(
        "others_purchases_ended",
        sum(plays, play -> play.harm().purchasesEnded()),
        sum(plays, play -> play.harm().purchases()),
        "bought access of others that ended with an exit");
    figures.value(
        "others_agreements_dissolved",
        sum(plays, ExitPlay::agreementsDissolved),
        plays.size(),
        "waiting agreements of others that an exit dissolved; their points came back");
  }

  private static long sum(List<ExitPlay> plays, ToLongFunction<ExitPlay> count) {
    return plays.stream().mapToLong(count).sum();
  }

  /** The center alone finds false records, 50 blocks after the upload on average. */
  private static void latePenalties(ClaimRun run) throws Exception {
    CreditParameters paper =
        LedgerPlan.underPaperRules(LedgerPlan.study(run, LedgerPlan.LEDGER_STUDY));
    ClaimFigures figures = run.figures(HARM);
    try (RawTable raw =
        run.raw("exit-penalties", "lock_blocks", "replicate", "convicted", "uncollected_points")) {
      for (int lock : LOCKS) {
        run.progress("members who run, exit lock " + lock);
        LedgerResult result =
            new LedgerPlan(
                    paper.with(Parameter.EXIT_LOCK_BLOCKS, lock),
                    LedgerPlan.members("honest", HONEST, RUNNING, LEAVERS),
                    (long) paper.of(Parameter.BALANCE),
                    run.count(ROUNDS),
                    run.count(REPLICATES))
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
