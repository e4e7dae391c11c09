package org.medchain.claims.points;

import java.util.List;
import org.medchain.agents.LedgerResult;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.RawTable;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.conditions.ClosedForm;
import org.medchain.credit.conditions.Conditions;
import org.medchain.credit.evaluation.EconomySampler;

/** Whether an honest upload pays at least what staying out pays (T3): in theory, on the ledger. */
public final class ParticipationExperiment implements ClaimExperiment {
  private static final String CLAIM = "participation-pays";
  private static final String DRAWS = "participation_draws";
  private static final String ROUNDS = "participation_rounds";
  private static final String REPLICATES = "participation_replicates";
  private static final String HONEST = "honest";
  private static final int MEMBERS = 10;

  /** Nothing is kept between runs. */
  public ParticipationExperiment() {}

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(
        new ClaimSetting(DRAWS, 200, 2000, "economies drawn around the standard one"),
        new ClaimSetting(ROUNDS, 10, 20, "uploads of each of 10 honest members on the ledger"),
        new ClaimSetting(REPLICATES, 4, 20, "independent runs on the ledger"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    CreditParameters standard = LedgerPlan.study(run, LedgerPlan.LEDGER_STUDY);
    try (RawTable raw =
        run.raw("participation-draws", "rules", "draw", "holds", "margin_points", "payoff_cash")) {
      draws(run, "standard", standard, raw);
      draws(run, "paper", LedgerPlan.underPaperRules(standard), raw);
    }
    try (RawTable raw = run.raw("participation-ledger", "rules", "replicate", "payoff_cash")) {
      ledger(run, "standard", standard, raw);
      ledger(run, "paper", LedgerPlan.underPaperRules(standard), raw);
    }
  }

  private static void draws(ClaimRun run, String rules, CreditParameters base, RawTable raw) {
    int holding = 0;
    int draws = run.count(DRAWS);
    for (int draw = 0; draw < draws; draw++) {
      CreditParameters economy = EconomySampler.sample(base, run.seed(), draw);
      ClosedForm participation = Conditions.byId("T3").closedForm(economy);
      holding += participation.holds() ? 1 : 0;
      raw.row(
          rules,
          draw,
          participation.holds(),
          participation.margin(),
          participation.number("payoff_honest"));
    }
    run.figures(CLAIM)
        .share("t3_share_" + rules, holding, draws, "drawn economies in which T3 holds");
  }

  private static void ledger(ClaimRun run, String rules, CreditParameters base, RawTable raw) {
    run.progress("honest members on the ledger, rules " + rules);
    LedgerPlan plan =
        new LedgerPlan(
            base,
            LedgerPlan.members(HONEST, MEMBERS),
            (long) base.of(Parameter.BALANCE),
            run.count(ROUNDS),
            run.count(REPLICATES));
    LedgerResult result = plan.play(run);
    double[] payoffs = LedgerPlan.payoffs(result, HONEST);
    for (int replicate = 0; replicate < payoffs.length; replicate++) {
      raw.row(rules, replicate, payoffs[replicate]);
    }
    ClaimFigures figures = run.figures(CLAIM);
    figures.mean(
        "honest_payoff_" + rules + "_cash", payoffs, "cash that an honest member earns a round");
  }
}
