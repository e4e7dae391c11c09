package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.BALANCE;
import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.COLLUDERS;
import static org.medchain.credit.Parameter.CORRELATION;
import static org.medchain.credit.Parameter.FALSE_ALARM;
import static org.medchain.credit.Parameter.FALSE_COST;
import static org.medchain.credit.Parameter.FALSE_GAIN;
import static org.medchain.credit.Parameter.MISS;
import static org.medchain.credit.Parameter.POOL;
import static org.medchain.credit.Parameter.POOL_COLLUDERS;
import static org.medchain.credit.Parameter.VALID_SHARE;
import static org.medchain.credit.Parameter.VERIFYING_COST;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditGames;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;
import org.medchain.credit.VotePayoffs;
import org.medchain.credit.strategy.CreditPopulation;
import org.medchain.incentive.VerdictRules;

/** The closed forms of the conditions on verifiers: T4, T5, T6, T14, T15 and T16. */
final class CommitteeConditions {
  private static final int CELLS = 200;

  private CommitteeConditions() {}

  static Optional<String> noVerifiers(CreditParameters p) {
    return p.rules().verdict().isOn() ? Optional.empty() : Optional.of("there are no verifiers");
  }

  static Optional<String> noCorrelation(CreditParameters p) {
    VerdictRules rules = p.rules().verdict();
    if (!rules.isOn()) {
      return noVerifiers(p);
    }
    if (!(p.of(MISS) > 0 && p.of(MISS) < 1)) {
      return Optional.of("verifiers who never miss, or always do, share no accuracy");
    }
    if (!(p.of(CORRELATION) > 0 && p.of(CORRELATION) < 1)) {
      return Optional.of("their errors are not correlated, or all the same");
    }
    return rules.quorum() == rules.verifiers()
        ? Optional.of("the quorum is all verifiers")
        : Optional.empty();
  }

  static ClosedForm correlatedVerifiers(CreditParameters p) {
    double limit = asymptoticDetection(p);
    VerdictRules rules = p.rules().verdict();
    double detection = correlatedDetection(p, rules.verifiers(), rules.quorum());
    // A limit that rounds to 1 is less nevertheless: theta has mass under every share above 0.
    return ClosedForm.lowerBound(limit, detection, "with as many verifiers as one likes: " + limit)
        .with("limit", limit)
        .with("detection", detection);
  }

  private static double alpha(CreditParameters p) {
    return (1 - p.of(MISS)) * (1 / p.of(CORRELATION) - 1);
  }

  private static double beta(CreditParameters p) {
    return p.of(MISS) * (1 / p.of(CORRELATION) - 1);
  }

  /** P(theta > k/n). */
  static double asymptoticDetection(CreditParameters p) {
    VerdictRules rules = p.rules().verdict();
    double share = (double) rules.quorum() / rules.verifiers();
    return BetaDistribution.of(alpha(p), beta(p)).survivalProbability(share);
  }

  /** P(BetaBin(n) >= k): the chance that n verifiers with correlated errors convict. */
  static double correlatedDetection(CreditParameters p, int n, int k) {
    double alpha = alpha(p);
    double beta = beta(p);
    // From one number of votes to the next by a quotient: the library's binomials take n steps
    // each.
    double log = Beta.logBeta(alpha, n + beta) - Beta.logBeta(alpha, beta);
    double sum = 0;
    for (int votes = 0; votes <= n; votes++) {
      sum += votes >= k ? StrictMath.exp(log) : 0;
      double quotient = (n - votes) * (votes + alpha) / ((votes + 1) * (n - votes - 1 + beta));
      log += StrictMath.log(quotient);
    }
    return sum;
  }

  static Optional<String> noRing(CreditParameters p) {
    int verifiers = p.rules().verdict().verifiers();
    if (verifiers == 0) {
      return noVerifiers(p);
    }
    if (p.intValue(COLLUDERS) > verifiers) {
      return Optional.of("more colluders than verifiers");
    }
    if (p.intValue(POOL) < verifiers) {
      return Optional.of("fewer keys to draw from than verifiers");
    }
    return p.intValue(POOL_COLLUDERS) > p.intValue(POOL)
        ? Optional.of("more keys in one hand than there are")
        : Optional.empty();
  }

  static ClosedForm colludingVerifiers(CreditParameters p) {
    VerdictRules rules = p.rules().verdict();
    double detection = detectionDespite(p, p.intValue(COLLUDERS));
    double drawn = expectedDetection(p);
    String note = "detection " + detection + ", committee drawn: " + drawn;
    return ClosedForm.upperBound(p.intValue(COLLUDERS), rules.verifiers() - rules.quorum(), note)
        .with("detection", detection)
        .with("detection_drawn", drawn)
        .with("accepted_for_certain_from", rules.quorum());
  }

  /** The chance that a ring's record is convicted with {@code ring} of its members voting. */
  static double detectionDespite(CreditParameters p, int ring) {
    VerdictRules rules = p.rules().verdict();
    return OutcomeProbabilities.upperTail(rules.verifiers() - ring, 1 - p.of(MISS), rules.quorum());
  }

  /** The same where the committee is drawn from a pool. */
  static double expectedDetection(CreditParameters p) {
    int n = p.rules().verdict().verifiers();
    HypergeometricDistribution ring =
        HypergeometricDistribution.of(p.intValue(POOL), p.intValue(POOL_COLLUDERS), n);
    double sum = 0;
    for (int members = ring.getSupportLowerBound();
        members <= ring.getSupportUpperBound();
        members++) {
      sum += ring.probability(members) * detectionDespite(p, members);
    }
    return sum;
  }

  static ClosedForm bribery(CreditParameters p) {
    VerdictRules rules = p.rules().verdict();
    double least = 0;
    for (int bought = 1; bought <= rules.verifiers(); bought++) {
      int rest = rules.verifiers() - bought;
      double accepted = OutcomeProbabilities.upperTail(rest, p.of(MISS), rules.quorum() - bought);
      double convicted = OutcomeProbabilities.upperTail(rest, 1 - p.of(MISS), rules.quorum());
      least = Math.max(least, surplus(p, accepted, convicted) / bought);
    }
    double slash = CreditGames.expectedSlash(p);
    return ClosedForm.lowerBound(slash, least, "by the formula: " + slashWithoutErrors(p))
        .with("slash", slash)
        .with("least_slash", least)
        .with("least_slash_without_errors", slashWithoutErrors(p))
        .with("payoff_honest", CashPayoffs.honestPayoff(p, p.of(BALANCE)));
  }

  /** The least expected slash a vote for verifiers without error: (b + c_H − c_F) / k. */
  static double slashWithoutErrors(CreditParameters p) {
    double gain = p.of(FALSE_GAIN) + CashPayoffs.honestCost(p) - p.of(FALSE_COST);
    return gain / p.rules().verdict().quorum();
  }

  /** What false has over honest, before bribes, with these chances, in cash. */
  private static double surplus(CreditParameters p, double accepted, double convicted) {
    // Users are not bought: they may find what the verifiers let pass.
    double late = accepted * OutcomeProbabilities.overturnProbability(p, true);
    OutcomeProbabilities chances = new OutcomeProbabilities(accepted, convicted + late, late);
    double balance = p.of(BALANCE);
    return CashPayoffs.uploadPayoff(p, chances, balance, p.of(FALSE_GAIN), p.of(FALSE_COST))
        - CashPayoffs.honestPayoff(p, balance);
  }

  static ClosedForm verifiersDilemma(CreditParameters p) {
    double amongLooking = verificationGain(p, p.of(FALSE_ALARM), 1 - p.of(MISS));
    double amongPassing = verificationGain(p, 0, 0);
    String note = "gain among those who look " + amongLooking + ", who pass " + amongPassing;
    return ClosedForm.upperBound(p.of(VERIFYING_COST), Math.min(amongLooking, amongPassing), note)
        .with("gain_among_looking", amongLooking)
        .with("gain_among_passing", amongPassing);
  }

  /** What looking brings over passing unread, before its cost, where the others do as said. */
  static double verificationGain(CreditParameters p, double othersOnValid, double othersOnFalse) {
    double valid = p.of(VALID_SHARE);
    double alarm = p.of(FALSE_ALARM);
    double detect = 1 - p.of(MISS);
    return VotePayoffs.expectedPayoff(p, valid, alarm, detect, othersOnValid, othersOnFalse)
        - VotePayoffs.expectedPayoff(p, valid, 0, 0, othersOnValid, othersOnFalse);
  }

  static ClosedForm verifyingUploaders(CreditParameters p) {
    CreditPopulation game = CreditPopulation.of(p, "honest", "colluder");
    double atHonest = advantage(game, 1);
    // Where the difference changes its sign, as far as 200 cells show it.
    double[] roots =
        IntStream.range(0, CELLS)
            .filter(cell -> isNegative(game, cell) != isNegative(game, cell + 1))
            .mapToDouble(cell -> turn(game, (double) cell / CELLS, (cell + 1.0) / CELLS))
            .toArray();
    double last = roots.length == 0 ? 0 : roots[roots.length - 1];
    // The share of the honest from which on they take over: 1 if they never do.
    double edge = atHonest <= 0 ? 1 : last;
    ClosedForm claim =
        new ClosedForm(atHonest > 0, edge, atHonest, "roots " + Arrays.toString(roots))
            .with("advantage_among_honest", atHonest)
            .with("honest_from", edge);
    for (int root = 0; root < roots.length; root++) {
      claim = claim.with("root_" + (root + 1), roots[root]);
    }
    return claim;
  }

  private static double advantage(CreditPopulation game, double honest) {
    double[] payoffs = game.payoffs(new double[] {honest, 1 - honest});
    return payoffs[0] - payoffs[1];
  }

  private static boolean isNegative(CreditPopulation game, int cell) {
    return advantage(game, (double) cell / CELLS) < 0;
  }

  private static double turn(CreditPopulation game, double left, double right) {
    boolean negative = advantage(game, left) < 0;
    double from = left;
    double to = right;
    for (double middle = (from + to) / 2; from < middle && middle < to; middle = (from + to) / 2) {
      if (advantage(game, middle) < 0 == negative) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return to;
  }

  static ClosedForm inspectionGame(CreditParameters p) {
    double look = inspectionProbability(p);
    double sigma = CreditGames.expectedSlash(p);
    double cost = p.of(VERIFYING_COST);
    // P(false) at which the verifier does not care; infinite where it never looks.
    double fraud = cost == 0 ? 0 : sigma > 0 ? cost / sigma : Double.POSITIVE_INFINITY;
    boolean inside = look > 0 && look < 1 && fraud > 0 && fraud < 1;
    double margin = Math.min(Math.min(look, 1 - look), Math.min(fraud, 1 - fraud));
    return new ClosedForm(inside, look, margin, "P(false) = " + Math.min(1, fraud))
        .with("look", look)
        .with("fraud", fraud)
        .with("slash", sigma);
  }

  /** P(look) at which a provider does not care. */
  static double inspectionProbability(CreditParameters p) {
    double gain = p.of(FALSE_GAIN);
    double tempting = gain + CashPayoffs.honestCost(p) - p.of(FALSE_COST);
    double points = p.rules().points().lastingReward() + (double) p.rules().points().falsePenalty();
    double slope = p.of(CASH_PER_POINT) * points + gain;
    if (slope == 0) {
      return tempting > 0 ? Double.POSITIVE_INFINITY : 0;
    }
    return tempting / slope;
  }
}
