package org.medchain.credit.budget;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.game.random.Estimate;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.Verdict;
import org.medchain.incentive.VerdictRules;

/**
 * The same books with drawn uploads and votes: whole points, verdicts from the rules (GAME-17). The
 * other method for {@link Budget}.
 */
public final class BudgetRun {
  private final CreditParameters p;
  private final UniformRandomProvider random;
  private long issue;
  private long burn;

  private BudgetRun(CreditParameters p, UniformRandomProvider random) {
    this.p = p;
    this.random = random;
  }

  /** One run of {@code blocks} blocks; the same seed gives the same run. */
  public static List<BudgetPoint> simulated(
      CreditParameters p, int blocks, Redemption redemption, ReplicateSeed seed) {
    BudgetRun run = new BudgetRun(p, seed.generator());
    List<BudgetPoint> series = new ArrayList<>();
    series.add(Budget.start(p));
    for (int block = 0; block < blocks; block++) {
      series.add(run.next(series.get(block), redemption));
    }
    return List.copyOf(series);
  }

  /** The points held after {@code blocks} blocks, from so many replicates. */
  public static Estimate held(
      CreditParameters p, int blocks, Redemption redemption, long master, int replicates) {
    double[] held = new double[replicates];
    for (int replicate = 0; replicate < replicates; replicate++) {
      ReplicateSeed seed = ReplicateSeed.of(master, "budget", replicate);
      held[replicate] = simulated(p, blocks, redemption, seed).get(blocks).held();
    }
    return Estimate.ofMean(0.99, held);
  }

  private BudgetPoint next(BudgetPoint now, Redemption redemption) {
    issue = 0;
    burn = 0;
    for (int upload = 0; upload < p.count(Parameter.UPLOADS); upload++) {
      upload(random.nextDouble() < p.of(Parameter.VALID_SHARE));
    }
    long redeem = thinned((long) now.held(), p.of(Parameter.REDEEMED_SHARE));
    double burnable = Math.min((double) burn, now.held() + issue - redeem);
    double rate = redemption.rate(p, now.cash(), now.held());
    return now.next((double) issue, burnable, (double) redeem, p.of(Parameter.CASH_INFLOW), rate);
  }

  /** So many of {@code points} in this share; the part of a point is drawn. */
  private long thinned(long points, double share) {
    double exact = points * share;
    long whole = (long) Math.floor(exact);
    return whole + (random.nextDouble() < exact - whole ? 1 : 0);
  }

  private void upload(boolean valid) {
    IncentiveRules rules = p.rules();
    Verdict verdict = rules.verdict().isOn() ? vote(valid) : Verdict.VALID;
    if (verdict == Verdict.VALID) {
      issue += rules.points().uploadReward();
      if (laterFound(valid)) {
        convict();
      }
    } else if (verdict == Verdict.FALSE) {
      convict();
    }
    PointRules.Share share = rules.points().shareOf(rules.points().queryPrice());
    burn += p.count(Parameter.QUERIES) * share.rest();
  }

  private Verdict vote(boolean valid) {
    VerdictRules rules = p.rules().verdict();
    double callsFalse = valid ? p.of(Parameter.FALSE_ALARM) : 1 - p.of(Parameter.MISS);
    int falseVotes = drawn(rules.verifiers(), callsFalse);
    int validVotes = rules.verifiers() - falseVotes;
    Verdict verdict = rules.outcome(validVotes, falseVotes);
    if (verdict != Verdict.UNDECIDED) {
      boolean untrue = verdict == Verdict.FALSE;
      issue += (untrue ? falseVotes : validVotes) * rules.verifierReward();
      burn += (untrue ? validVotes : falseVotes) * rules.verifierPenalty();
    }
    return verdict;
  }

  private boolean laterFound(boolean valid) {
    if (!p.rules().verdict().isOn()) {
      double found = p.of(valid ? Parameter.CENTER_ALARM : Parameter.CENTER_DETECTION);
      return random.nextDouble() < found;
    }
    int users = p.count(Parameter.QUERIES);
    double calls = p.of(valid ? Parameter.USER_ALARM : Parameter.USER_DETECTION);
    int callsFalse = drawn(users, calls);
    return p.rules().verdict().overturned(users - callsFalse, callsFalse);
  }

  private int drawn(int trials, double chance) {
    int hits = 0;
    for (int trial = 0; trial < trials; trial++) {
      hits += random.nextDouble() < chance ? 1 : 0;
    }
    return hits;
  }

  private void convict() {
    long balance = (long) Math.floor(p.of(Parameter.BALANCE));
    burn += p.rules().points().penaltyOn(balance).taken();
  }
}
