package org.medchain.claims.points;

import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.conditions.ClosedForm;
import org.medchain.credit.conditions.Conditions;
import org.medchain.credit.evaluation.EconomySampler;

/** Whether an honest upload pays at least what staying out pays (T3), in drawn economies. */
final class ParticipationExperiment {
  private ParticipationExperiment() {}

  static void run(ClaimRun run) throws Exception {
    CreditParameters standard = LedgerPlan.study(run, LedgerPlan.LEDGER_STUDY);
    try (RawTable raw =
        run.raw("participation-draws", "rules, draw, holds, margin_points, payoff_cash")) {
      draws(run, "standard", standard, raw);
      draws(run, "paper", LedgerPlan.underPaperRules(standard), raw);
    }
  }

  private static void draws(ClaimRun run, String rules, CreditParameters base, RawTable raw) {
    for (int draw = 0; draw < run.count("participation_draws"); draw++) {
      CreditParameters economy = EconomySampler.sample(base, run.seed(), draw);
      ClosedForm participation = Conditions.byId("T3").closedForm(economy);
      raw.row(
          rules,
          draw,
          participation.holds(),
          participation.margin(),
          participation.number("payoff_honest"));
    }
  }
}
