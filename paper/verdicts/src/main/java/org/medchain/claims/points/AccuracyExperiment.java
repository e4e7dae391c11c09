package org.medchain.claims.points;

import static org.medchain.credit.Parameter.BALANCE;

import org.medchain.agents.LedgerHost;
import org.medchain.agents.LedgerResult;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.credit.CreditParameters;

/** The share of false records that agents' ledgers accept on one machine, and on four replicas. */
final class AccuracyExperiment {
  private static final String CLAIM = "pbft-raises-accuracy";
  private static final String ROUNDS = "accuracy_rounds";
  private static final int NODES = 4;
  private static final int HONEST = 6;
  private static final int FALSE_MEMBERS = 4;

  private AccuracyExperiment() {}

  static void run(ClaimRun run) throws Exception {
    run.progress("agents on one machine, and on replicas");
    CreditParameters parameters = LedgerPlan.study(run, LedgerPlan.LEDGER_STUDY);
    LedgerPlan plan =
        new LedgerPlan(
            parameters,
            LedgerPlan.members("honest", HONEST, "false", FALSE_MEMBERS),
            (long) parameters.of(BALANCE),
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
}
