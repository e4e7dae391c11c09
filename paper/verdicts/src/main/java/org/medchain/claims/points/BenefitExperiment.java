package org.medchain.claims.points;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.medchain.agents.LedgerResult;
import org.medchain.agents.LedgerResult.LedgerReplicate;
import org.medchain.agents.LedgerResult.MemberResult;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.RawTable;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;

/**
 * How equally points are distributed: among honest members for each accepted record, and between
 * those who share and those who share nothing (GAME-15).
 */
public final class BenefitExperiment implements ClaimExperiment {
  private static final String CLAIM = "equal-benefit";
  private static final String MEMBERS = "benefit_members";
  private static final String ROUNDS = "benefit_rounds";
  private static final String REPLICATES = "benefit_replicates";
  private static final String HONEST = "honest";
  private static final String FREE_RIDER = "free rider";
  private static final double SHARE_FREE_RIDERS = 0.3;

  /** Nothing is kept between runs. */
  public BenefitExperiment() {}

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(
        new ClaimSetting(MEMBERS, 20, 20, "members; 30 % of them free riders in the second run"),
        new ClaimSetting(ROUNDS, 20, 20, "uploads of each honest member"),
        new ClaimSetting(REPLICATES, 3, 30, "independent runs"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    CreditParameters standard = LedgerPlan.study(run, LedgerPlan.LEDGER_STUDY);
    try (RawTable raw =
        run.raw(
            "benefit-members",
            "rules",
            "replicate",
            "free_riders",
            "strategy",
            "payoff_cash",
            "points",
            "accepted")) {
      measure(run, "standard", standard, raw);
      measure(run, "paper", LedgerPlan.underPaperRules(standard), raw);
    }
  }

  private static void measure(
      ClaimRun run, String rules, CreditParameters parameters, RawTable raw) {
    int members = run.count(MEMBERS);
    int riders = Math.max(1, (int) Math.round(SHARE_FREE_RIDERS * members));
    run.progress("honest members, then free riders: rules " + rules);
    LedgerResult honest = play(run, parameters, LedgerPlan.members(HONEST, members));
    LedgerResult mixed =
        play(run, parameters, LedgerPlan.members(HONEST, members - riders, FREE_RIDER, riders));
    write(rules, 0, honest, raw);
    write(rules, riders, mixed, raw);
    ClaimFigures figures = run.figures(CLAIM);
    figures.mean(
        "points_per_record_cv_" + rules,
        honest.runs().stream().mapToDouble(BenefitExperiment::variation).toArray(),
        "coefficient of variation of points for each accepted record among honest members");
    figures.mean(
        "free_rider_payoff_ratio_" + rules,
        ratios(mixed),
        "payoff of a free rider by that of an honest member");
    figures.mean(
        "points_gini_" + rules,
        mixed.runs().stream().mapToDouble(BenefitExperiment::gini).toArray(),
        "Gini index of points earned, over all members where there are free riders");
  }

  private static LedgerResult play(
      ClaimRun run, CreditParameters parameters, Map<String, Integer> members) {
    long endowment = (long) parameters.of(Parameter.BALANCE);
    int rounds = run.count(ROUNDS);
    return new LedgerPlan(parameters, members, endowment, rounds, run.count(REPLICATES)).play(run);
  }

  private static void write(String rules, int riders, LedgerResult result, RawTable raw) {
    for (int replicate = 0; replicate < result.runs().size(); replicate++) {
      for (MemberResult each : result.runs().get(replicate).members()) {
        raw.row(
            rules,
            replicate,
            riders,
            each.strategy(),
            each.payoff(),
            each.points(),
            each.accepted());
      }
    }
  }

  /** Standard deviation by mean; a member without an accepted record has no such number. */
  private static double variation(LedgerReplicate replicate) {
    double[] each =
        replicate.members().stream()
            .filter(member -> member.accepted() > 0)
            .mapToDouble(member -> (double) member.points() / member.accepted())
            .toArray();
    double mean = Arrays.stream(each).average().orElse(Double.NaN);
    double squares = Arrays.stream(each).map(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (each.length - 1)) / mean;
  }

  private static double[] ratios(LedgerResult result) {
    double[] honest = LedgerPlan.payoffs(result, HONEST);
    double[] ratios = LedgerPlan.payoffs(result, FREE_RIDER);
    for (int replicate = 0; replicate < ratios.length; replicate++) {
      ratios[replicate] /= honest[replicate];
    }
    return ratios;
  }

  /** Mean difference of two members by twice the mean (Gini 1912). */
  private static double gini(LedgerReplicate replicate) {
    List<Long> points = new ArrayList<>();
    replicate.members().forEach(each -> points.add(each.points()));
    double differences = 0;
    double sum = 0;
    for (long one : points) {
      sum += one;
      for (long other : points) {
        differences += Math.abs(one - other);
      }
    }
    return differences / (2 * points.size() * sum);
  }
}
