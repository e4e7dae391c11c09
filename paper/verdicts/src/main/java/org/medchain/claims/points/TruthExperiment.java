package org.medchain.claims.points;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medchain.agents.LedgerResult;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;

/**
 * How many well-formed false records are accepted: where nodes check form and signature alone,
 * where a committee looks at the content, and where most of the committee votes unread (GAME-1,
 * T14).
 */
final class TruthExperiment {
  private static final String HONEST = "honest";
  private static final String FALSE = "false";
  private static final int MEMBERS = 20;
  private static final int FALSE_MEMBERS = 6;

  /** The members that look where most of the others vote unread. */
  private static final int LOOKING = 2;

  private TruthExperiment() {}

  static void run(ClaimRun run) throws Exception {
    CreditParameters standard = LedgerPlan.study(run, LedgerPlan.LEDGER_STUDY);
    CreditParameters paper = LedgerPlan.underPaperRules(standard);
    Map<String, Integer> looking =
        LedgerPlan.members(HONEST, MEMBERS - FALSE_MEMBERS, FALSE, FALSE_MEMBERS);
    Map<String, Integer> unread = new LinkedHashMap<>();
    unread.put(HONEST, LOOKING);
    unread.put(FALSE, FALSE_MEMBERS);
    unread.put("rubber stamper", MEMBERS - LOOKING - FALSE_MEMBERS);
    try (RawTable raw =
        run.raw(
            "truth-records",
            "verifiers, replicate, false_uploaded, false_accepted, accepted, convicted")) {
      measure(run, "by_form", paper, looking, raw);
      measure(run, "by_content", standard, looking, raw);
      measure(run, "unread", standard, unread, raw);
    }
  }

  private static void measure(
      ClaimRun run,
      String how,
      CreditParameters parameters,
      Map<String, Integer> members,
      RawTable raw) {
    run.progress("false records on the ledger, accepted " + how);
    int rounds = run.count("truth_rounds");
    long endowment = (long) parameters.of(Parameter.BALANCE);
    LedgerResult result =
        new LedgerPlan(parameters, members, endowment, rounds, run.count("truth_replicates"))
            .play(run);
    long uploaded = (long) members.get(FALSE) * rounds;
    for (int replicate = 0; replicate < result.runs().size(); replicate++) {
      LedgerResult.LedgerReplicate each = result.runs().get(replicate);
      raw.row(how, replicate, uploaded, each.falseAccepted(), each.accepted(), each.convicted());
    }
  }
}
