package org.medchain.claims.points;

import static org.medchain.credit.Parameter.FALSE_PENALTY;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.points.SharingCell.AccountDepth;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.conditions.Condition;
import org.medchain.credit.conditions.Conditions;
import org.medchain.credit.evaluation.EconomySampler;
import org.medchain.credit.evaluation.PerformanceMeasure;
import org.medchain.game.exact.Vectors;

/**
 * Whether an honest record pays more than a false one: conditions T2, T7, T9, T10, T11 in drawn
 * economies, and members of both kinds on the ledger, where penalties are taken from accounts of
 * three depths.
 */
final class HonestSharingExperiment {
  private static final String CLAIM = "honest-sharing-pays";
  private static final List<String> CONDITIONS = List.of("T2", "T7", "T9", "T10", "T11");
  private static final double[] SHARES_FALSE = {0.1, 0.3, 0.6};

  private HonestSharingExperiment() {}

  static void run(ClaimRun run) throws Exception {
    CreditParameters standard = LedgerPlan.study(run, LedgerPlan.LEDGER_STUDY);
    CreditParameters paper = LedgerPlan.underPaperRules(standard);
    try (RawTable raw = run.raw("sharing-draws", "rules, draw, condition, holds")) {
      draws(run, "standard", standard, raw);
      draws(run, "paper", paper, raw);
    }
    Map<String, CreditParameters> rules = new LinkedHashMap<>();
    rules.put("standard", standard);
    rules.put("paper", paper);
    rules.put("strict", strict(run, paper));
    try (RawTable raw =
        run.raw(
            "sharing-ledger", "rules, account, share_false, replicate, honest_cash, false_cash")) {
      rules.forEach((name, parameters) -> ledger(run, name, parameters, raw));
    }
  }

  /** The paper's rules with a penalty well above the least one that deters. */
  private static CreditParameters strict(ClaimRun run, CreditParameters paper) {
    double least = Conditions.byId("T2").closedForm(paper).number("least_whole_penalty");
    double penalty = Math.rint(run.value("sharing_penalty_factor") * least);
    run.figures(CLAIM)
        .value("strict_penalty_points", penalty, 1, "the center's penalty in the strict rules");
    return paper.with(FALSE_PENALTY, penalty);
  }

  private static void draws(ClaimRun run, String rules, CreditParameters base, RawTable raw) {
    int draws = run.count("sharing_draws");
    List<CreditParameters> economies =
        Vectors.list(draws, draw -> EconomySampler.sample(base, run.seed(), draw));
    for (String id : CONDITIONS) {
      Condition condition = Conditions.byId(id);
      for (int draw = 0; draw < draws; draw++) {
        if (condition.applies(economies.get(draw))) {
          raw.row(rules, draw, id, condition.closedForm(economies.get(draw)).holds());
        }
      }
    }
    for (int draw = 0; draw < draws; draw++) {
      double holds = PerformanceMeasure.NEWCOMERS_DETERRED.of(economies.get(draw), run.seed());
      raw.row(rules, draw, "newcomer", holds > 0);
    }
  }

  private static void ledger(
      ClaimRun run, String rules, CreditParameters parameters, RawTable raw) {
    for (AccountDepth depth : AccountDepth.values()) {
      String account = depth.name().toLowerCase(Locale.ROOT);
      run.progress("honest and false members on the ledger: " + rules + ", " + account);
      List<SharingCell> cells = new ArrayList<>();
      for (double share : SHARES_FALSE) {
        SharingCell cell =
            SharingCell.play(
                run,
                parameters,
                depth,
                share,
                run.count("sharing_members"),
                run.count("sharing_rounds"),
                run.count("sharing_replicates"));
        cells.add(cell);
        for (int each = 0; each < cell.honest().size(); each++) {
          raw.row(rules, account, share, each, cell.honest().get(each), cell.untrue().get(each));
        }
      }
      report(run.figures(CLAIM), rules + "_" + account, cells);
    }
  }

  /** The worst of the shares counts. */
  private static void report(ClaimFigures figures, String prefix, List<SharingCell> cells) {
    long samples = cells.stream().mapToLong(cell -> cell.honest().size()).sum();
    figures.value(
        prefix + "_difference_cash",
        cells.stream().mapToDouble(cell -> cell.difference().mean()).min().orElse(Double.NaN),
        samples,
        "honest minus false, cash a member and round, at the worst share of false members");
    figures.value(
        prefix + "_difference_low_cash",
        cells.stream().mapToDouble(cell -> cell.difference().low()).min().orElse(Double.NaN),
        samples,
        "lower end of the 95 % interval of honest minus false, at the worst share");
    figures.value(
        prefix + "_false_cash",
        cells.stream().mapToDouble(SharingCell::meanFalse).max().orElse(Double.NaN),
        samples,
        "cash that a false member earns a round, at the share that is best for it");
  }
}
