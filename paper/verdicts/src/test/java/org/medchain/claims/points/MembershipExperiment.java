package org.medchain.claims.points;

import java.util.ArrayList;
import java.util.List;
import org.medchain.claims.contracts.ScenarioCast;
import org.medchain.claims.contracts.ScenarioChain;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.ledger.RecordReader;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.records.UploadRecord;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.conditions.ClosedForm;
import org.medchain.credit.conditions.Conditions;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.MembershipRules.MembershipLevel;
import org.medchain.incentive.PointRules;

/**
 * Whether a level of membership can be bought with points (GAME-5), and pays (T19): the study's
 * level and others with larger and smaller discounts, each bought and used on a chain of its own.
 */
final class MembershipExperiment {
  private static final String STEP = "membership_discount_step_bp";
  private static final int MOST_BP = 5_000;
  private static final long INITIAL_POINTS = 1_000;

  private MembershipExperiment() {}

  static void run(ClaimRun run) throws Exception {
    CreditParameters study = LedgerPlan.study(run, LedgerPlan.LEDGER_STUDY);
    List<Integer> discounts = new ArrayList<>();
    discounts.add((int) study.of(Parameter.LEVEL_DISCOUNT_BP));
    for (int discount = run.count(STEP); discount <= MOST_BP; discount += run.count(STEP)) {
      discounts.add(discount);
    }
    List<LevelUse> levels = discounts.stream().map(each -> LevelUse.of(run, study, each)).toList();
    try (RawTable raw =
        run.raw(
            "membership-levels",
            "discount_bp, level_price_points, paid_for_level_points, query_price_points, "
                + "paid_with_level_points, margin_queries")) {
      levels.forEach(each -> each.write(raw));
    }
    report(run.figures("points-buy-membership"), levels);
  }

  private static void report(ClaimFigures figures, List<LevelUse> levels) {
    int count = levels.size();
    figures.value(
        "level_price_error_points",
        levels.stream().mapToLong(each -> Math.abs(each.paidForLevel - each.price)).sum(),
        count,
        "points taken for a level other than its price");
    figures.value(
        "query_price_error_points",
        levels.stream().mapToLong(LevelUse::queryError).sum(),
        count,
        "points taken for queries, without and with a level, other than the rules' prices");
    figures.value(
        "study_level_margin_queries",
        levels.getFirst().margin,
        1,
        "queries that a member makes beyond those for which the study's level pays");
    figures.value(
        "whole_point_margin_queries",
        levels.stream()
            .filter(each -> each.paidWithLevel < each.paidWithout)
            .mapToDouble(each -> each.margin)
            .min()
            .orElse(Double.NaN),
        levels.stream().filter(each -> each.paidWithLevel < each.paidWithout).count(),
        "the least such margin of levels that lower the price by a point or more");
  }

  /** A level, bought and used. */
  private record LevelUse(
      int discountBp,
      long price,
      long paidForLevel,
      long queryPrice,
      long paidWithout,
      long paidWithLevel,
      double margin) {
    static LevelUse of(ClaimRun run, CreditParameters study, int discountBp) {
      CreditParameters with = study.with(Parameter.LEVEL_DISCOUNT_BP, discountBp);
      MembershipLevel level = with.rules().membership().levels().getFirst();
      ClosedForm worth = Conditions.byId("T19").closedForm(with);
      PointRules points = with.rules().points();
      PointRules rich = RecordCopy.with(points, "initialPoints", INITIAL_POINTS);
      IncentiveRules rules = IncentiveRules.of(rich).with(new MembershipRules(List.of(level)));
      long seed = ReplicateSeed.of(run.seed(), "membership", discountBp).value();
      ScenarioChain chain = new ScenarioChain(rules, new ScenarioCast(seed, 1, 1, 0, 1));
      KeyPair patient = chain.cast().patients.getFirst();
      KeyPair reader = chain.cast().institutions.getFirst();
      MedicalRecord record = chain.cast().medicalRecord(patient, "image", 0);
      chain.run(patient, new UploadRecord(record));
      chain.run(
          patient,
          RecordReader.consent(
              patient.publicKey(), record.id(), reader.publicKey(), Purpose.HRESCH));
      Operation query = new ReadRecord(record.id(), Purpose.HRESCH);
      long paidWithout = paid(chain, reader, query);
      long paidForLevel = paid(chain, reader, new BuyLevel(1));
      long paidWithLevel = paid(chain, reader, query);
      return new LevelUse(
          discountBp,
          level.price(),
          paidForLevel,
          points.queryPrice(),
          paidWithout,
          paidWithLevel,
          worth.margin());
    }

    private static long paid(ScenarioChain chain, KeyPair payer, Operation operation) {
      long before = chain.state().balance(payer.publicKey());
      chain.run(payer, operation);
      return before - chain.state().balance(payer.publicKey());
    }

    /** The discount is rounded down to whole points, in favour of the owner (GAME-5). */
    long queryError() {
      long discount = queryPrice * discountBp / PointRules.WHOLE_BP;
      return Math.abs(paidWithout - queryPrice) + Math.abs(paidWithLevel - (queryPrice - discount));
    }

    void write(RawTable raw) {
      raw.row(discountBp, price, paidForLevel, queryPrice, paidWithLevel, margin);
    }
  }
}
