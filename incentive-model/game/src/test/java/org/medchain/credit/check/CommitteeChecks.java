package org.medchain.credit.check;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.incentive.VerdictRules;

/** T4 to T6, T14 and T16: those who verify. */
public final class CommitteeChecks {
  private static final int DRAWS = 20_000;

  private CommitteeChecks() {}

  /** T4. */
  public static IndependentCheck correlated(CreditParameters p, long seed) {
    VerdictRules rules = p.rules().verdict();
    double spread = 1 / p.of(Parameter.CORRELATION) - 1;
    double right = (1 - p.of(Parameter.MISS)) * spread;
    double wrong = p.of(Parameter.MISS) * spread;
    double[] counts = VoteDistributions.polyaUrn(rules.verifiers(), right, wrong);
    UniformRandomProvider random = ReplicateSeed.of(seed, "accuracy", 0).generator();
    SharedStateContinuousSampler rightly =
        AhrensDieterMarsagliaTsangGammaSampler.of(random, right, 1);
    SharedStateContinuousSampler wrongly =
        AhrensDieterMarsagliaTsangGammaSampler.of(random, wrong, 1);
    double detected = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double one = rightly.sample();
      double other = wrongly.sample();
      detected += rules.verifiers() * one > rules.quorum() * (one + other) ? 1 : 0;
    }
    double share = detected / DRAWS;
    // 5.5 standard deviations, and what is hardly ever seen.
    double tolerance = 5.5 * Math.sqrt(share * (1 - share) / DRAWS) + 17.0 / DRAWS;
    return IndependentCheck.of("votes drawn one by one from Pólya's urn; 20,000 accuracies drawn")
        .with("detection", VoteDistributions.upperTail(counts, rules.quorum()))
        .withTolerance("limit", share, tolerance);
  }

  /** T5. */
  public static IndependentCheck colluding(CreditParameters p) {
    int verifiers = p.rules().verdict().verifiers();
    double[] ring =
        VoteDistributions.hypergeometric(
            verifiers, p.intValue(Parameter.POOL), p.intValue(Parameter.POOL_COLLUDERS));
    double sum = 0;
    for (int members = 0; members <= verifiers; members++) {
      sum +=
          ring[members] == 0
              ? 0
              : ring[members]
                  * EnumeratedUpload.withColluders(p, members, 0).convictedByCommittee();
    }
    return IndependentCheck.of("committee drawn key by key, then every number of votes")
        .with(
            "detection",
            EnumeratedUpload.withColluders(p, p.intValue(Parameter.COLLUDERS), 0)
                .convictedByCommittee())
        .with("detection_drawn", sum);
  }

  /** T6. */
  public static IndependentCheck bribery(CreditParameters p) {
    UploadComparison sides = UploadComparison.of(p);
    double taken = sides.effectivePenalty();
    double honest = sides.honestPayoff(sides.rate(), taken);
    double gain = p.of(Parameter.FALSE_GAIN);
    double turned = EnumeratedUpload.overturnProbability(p, true);
    double least = 0;
    for (int bought = 1; bought <= p.rules().verdict().verifiers(); bought++) {
      EnumeratedUpload passed = EnumeratedUpload.withColluders(p, bought, turned);
      double fraud = sides.payoff(passed, sides.rate(), taken, gain, p.of(Parameter.FALSE_COST));
      least = Math.max(least, (fraud - honest) / bought);
    }
    double tolerance =
        1e3 * sides.advantageRoundingError(sides.rate(), taken) + 1e-11 * (least + gain);
    return IndependentCheck.of("every number of votes, for every number of bought ones")
        .withTolerance("least_slash", least, tolerance);
  }

  /** T14. */
  public static IndependentCheck dilemma(CreditParameters p) {
    double alarm = p.of(Parameter.FALSE_ALARM);
    double detect = 1 - p.of(Parameter.MISS);
    VerdictRules rules = p.rules().verdict();
    double points = (double) rules.verifierReward() + rules.verifierPenalty();
    points += (double) rules.trapReward() + rules.trapPenalty();
    double tolerance = 1e-10 * p.of(Parameter.CASH_PER_POINT) * points;
    return IndependentCheck.of("every number of the others' votes, with either vote of one's own")
        .withTolerance("gain_among_looking", looking(p, alarm, detect), tolerance)
        .withTolerance("gain_among_passing", looking(p, 0, 0), tolerance);
  }

  /** What looking brings over passing unread where the others call so often, before its cost. */
  private static double looking(CreditParameters p, double onValid, double onFalse) {
    double alarm = p.of(Parameter.FALSE_ALARM);
    double detect = 1 - p.of(Parameter.MISS);
    double valid = p.of(Parameter.VALID_SHARE);
    double traps = p.of(Parameter.TRAP_SHARE);
    VerdictRules rules = p.rules().verdict();
    double ordinary =
        valid * alarm * falseVoteAdvantage(rules, onValid)
            + (1 - valid) * detect * falseVoteAdvantage(rules, onFalse);
    double trap = detect * ((double) rules.trapReward() + rules.trapPenalty());
    return p.of(Parameter.CASH_PER_POINT) * ((1 - traps) * ordinary + traps * trap);
  }

  /** What calling false instead of valid brings, in points. */
  static double falseVoteAdvantage(VerdictRules rules, double others) {
    double[] counts = VoteDistributions.binomial(rules.verifiers() - 1, others);
    double sum = 0;
    for (int calls = 0; calls < counts.length; calls++) {
      int rest = counts.length - 1 - calls;
      sum += counts[calls] * (paid(rules, calls + 1, rest) - paid(rules, rest + 1, calls));
    }
    return sum;
  }

  /** What a vote pays that is one of {@code own} alike, where {@code other} are not. */
  private static double paid(VerdictRules rules, int own, int other) {
    if (own >= rules.quorum()) {
      return rules.verifierReward();
    }
    return other >= rules.quorum() ? -rules.verifierPenalty() : 0;
  }

  /** T16: where the best reply of each side turns. */
  public static IndependentCheck inspection(CreditParameters p) {
    double point = p.of(Parameter.CASH_PER_POINT);
    double reward = point * p.rules().points().lastingReward();
    UploadComparison sides = UploadComparison.of(p);
    double honest = reward - sides.honestCost();
    double caught = -point * p.rules().points().falsePenalty() - p.of(Parameter.FALSE_COST);
    double passed = reward + p.of(Parameter.FALSE_GAIN) - p.of(Parameter.FALSE_COST);
    double hair = sides.advantageRoundingError(point, sides.penalty()) + 1e-12 * (passed - caught);
    double look =
        Bisection.switchingPoint(0, 1, y -> honest >= y * caught + (1 - y) * passed - hair);
    VerdictRules rules = p.rules().verdict();
    double slash =
        point
            * p.of(Parameter.AUDIT_SHARE)
            * ((double) rules.verifierReward() + rules.verifierPenalty());
    double fraud =
        Bisection.switchingPoint(0, 1, x -> -p.of(Parameter.VERIFYING_COST) >= -x * slash);
    double slope = passed - caught;
    return IndependentCheck.of("where the best reply of either side turns, by halving")
        .withBracket("look", look, 0, 1, slope > 0 ? 1e-9 + 4 * hair / slope : 1)
        .withBracket("fraud", fraud, 0, 1, 1e-9);
  }
}
