package org.medchain.claims.points;

import java.util.Map;
import org.medchain.agents.LedgerHost;
import org.medchain.agents.LedgerResult;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.ClaimTrials.ObservedTrial;
import org.medchain.claims.experiment.RawTable;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.experiments.config.LoadedConfig;

/**
 * Whether PBFT makes data more accurate than one machine does: the share of false records accepted
 * by agents' ledgers on one machine and on four replicas, and what clients are told while f
 * replicas of n send wrong replies (CONS-8, ADV-16).
 */
final class AccuracyExperiment {
  private static final String CLAIM = "pbft-raises-accuracy";
  private static final String ROUNDS = "accuracy_rounds";
  private static final int NODES = 4;
  private static final int HONEST = 6;
  private static final int FALSE_MEMBERS = 4;

  private AccuracyExperiment() {}

  static void run(ClaimRun run) throws Exception {
    content(run);
    replies(run);
  }

  private static void content(ClaimRun run) throws Exception {
    run.progress("agents on one machine, and on replicas");
    CreditParameters parameters = LedgerPlan.study(run, LedgerPlan.LEDGER_STUDY);
    LedgerPlan plan =
        new LedgerPlan(
            parameters,
            LedgerPlan.members("honest", HONEST, "false", FALSE_MEMBERS),
            (long) parameters.of(Parameter.BALANCE),
            run.count(ROUNDS),
            run.count("accuracy_replicates"));
    LedgerResult one = plan.play(run);
    LedgerResult replicated = plan.play(run, new LedgerHost.PbftHost(NODES));
    double uploaded = (double) FALSE_MEMBERS * run.count(ROUNDS);
    double[] differences = new double[one.runs().size()];
    try (RawTable raw =
        run.raw("accuracy-content", "replicate, host, false_uploaded, false_accepted")) {
      for (int each = 0; each < differences.length; each++) {
        int onOne = one.runs().get(each).falseAccepted();
        int onReplicas = replicated.runs().get(each).falseAccepted();
        differences[each] = (onReplicas - onOne) / uploaded;
        raw.row(each, "direct", uploaded, onOne);
        raw.row(each, "pbft", uploaded, onReplicas);
      }
    }
    run.figures(CLAIM)
        .mean(
            "content_difference",
            differences,
            "share of false records accepted under PBFT, less that with one machine");
  }

  private static void replies(ClaimRun run) throws Exception {
    LoadedConfig config =
        run.config(
            "accuracy-replies.yaml",
            Map.of(
                "workload.duration_s", Integer.toString(run.count("accuracy_reply_duration_s"))));
    long told = 0;
    long wrongOfOne = 0;
    try (RawTable raw = run.raw("accuracy-replies", "trial, told_by, results, wrong_results")) {
      for (ObservedTrial<ReplyObserver> trial :
          ClaimTrials.observed(run, config, cell -> new ReplyObserver())) {
        told += trial.observer().toldByThatOne();
        wrongOfOne += trial.observer().mostWrongOfOne();
        trial.observer().write(trial.result().cell().number(), raw);
      }
    }
    run.figures(CLAIM)
        .share(
            "wrong_result_share_one_machine",
            wrongOfOne,
            told,
            "wrong results among those that a client of one lying replica alone is told");
  }
}
