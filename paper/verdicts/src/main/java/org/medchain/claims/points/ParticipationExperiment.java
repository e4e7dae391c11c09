package org.medchain.claims.points;

import org.medchain.agents.LedgerResult;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.conditions.ClosedForm;
import org.medchain.credit.conditions.Conditions;
import org.medchain.credit.evaluation.EconomySampler;

/** Whether an honest upload pays at least what staying out pays (T3): in theory, on the ledger. */
final class ParticipationExperiment {
  private static final String HONEST = "honest";
  private static final int MEMBERS = 10;

  private ParticipationExperiment() {}

  static void run(ClaimRun run) throws Exception {
    CreditParameters standard = LedgerPlan.study(run, LedgerPlan.LEDGER_STUDY);
    try (RawTable raw =
        run.raw("participation-draws", "rules, draw, holds, margin_points, payoff_cash")) {
      draws(run, "standard", standard, raw);
      draws(run, "paper", LedgerPlan.underPaperRules(standard), raw);
    }
    try (RawTable raw = run.raw("participation-ledger", "rules, replicate, payoff_cash")) {
      ledger(run, "standard", standard, raw);
      ledger(run, "paper", LedgerPlan.underPaperRules(standard), raw);
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

  private static void ledger(ClaimRun run, String rules, CreditParameters base, RawTable raw) {
    run.progress("honest members on the ledger, rules " + rules);
    LedgerPlan plan =
        new LedgerPlan(
            base,
            LedgerPlan.members(HONEST, MEMBERS),
            (long) base.of(Parameter.BALANCE),
            run.count("participation_rounds"),
            run.count("participation_replicates"));
    LedgerResult result = plan.play(run);
    double[] payoffs = LedgerPlan.payoffs(result, HONEST);
    for (int replicate = 0; replicate < payoffs.length; replicate++) {
      raw.row(rules, replicate, payoffs[replicate]);
    }
  }
}
