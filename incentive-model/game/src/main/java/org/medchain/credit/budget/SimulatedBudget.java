package org.medchain.credit.budget;

import static org.medchain.credit.Parameter.BALANCE;
import static org.medchain.credit.Parameter.CASH_INFLOW;
import static org.medchain.credit.Parameter.CENTER_ALARM;
import static org.medchain.credit.Parameter.CENTER_DETECTION;
import static org.medchain.credit.Parameter.FALSE_ALARM;
import static org.medchain.credit.Parameter.MISS;
import static org.medchain.credit.Parameter.QUERIES;
import static org.medchain.credit.Parameter.REDEEMED_SHARE;
import static org.medchain.credit.Parameter.UPLOADS;
import static org.medchain.credit.Parameter.USER_ALARM;
import static org.medchain.credit.Parameter.USER_DETECTION;
import static org.medchain.credit.Parameter.VALID_SHARE;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.credit.CreditParameters;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules.PriceShare;
import org.medchain.incentive.RecordVerdict;
import org.medchain.incentive.VerdictRules;

/**
 * The same books with drawn uploads and votes: whole points, verdicts from the rules (GAME-17). The
 * other method for {@link ExpectedBudget}.
 */
public final class SimulatedBudget {
  private final CreditParameters p;
  private final UniformRandomProvider random;
  private long issue;
  private long burn;

  private SimulatedBudget(CreditParameters p, UniformRandomProvider random) {
    this.p = p;
    this.random = random;
  }

  /** One run of {@code blocks} blocks; the same seed gives the same run. */
  public static List<BudgetState> trajectory(
      CreditParameters p, int blocks, RedemptionRate redemption, ReplicateSeed seed) {
    SimulatedBudget run = new SimulatedBudget(p, seed.generator());
    List<BudgetState> series = new ArrayList<>();
    series.add(ExpectedBudget.initialState(p));
    for (int block = 0; block < blocks; block++) {
      series.add(run.next(series.get(block), redemption));
    }
    return List.copyOf(series);
  }

  private BudgetState next(BudgetState now, RedemptionRate redemption) {
    issue = 0;
    burn = 0;
    long uploads = thinned(1, p.of(UPLOADS));
    for (long upload = 0; upload < uploads; upload++) {
      upload(random.nextDouble() < p.of(VALID_SHARE));
    }
    long redeem = thinned((long) now.held(), p.of(REDEEMED_SHARE));
    double burnable = Math.min((double) burn, now.held() + issue - redeem);
    double rate = redemption.rate(p, now.cash(), now.held());
    return now.next((double) issue, burnable, (double) redeem, p.of(CASH_INFLOW), rate);
  }

  /** This share of {@code count}; the part of a whole is drawn. */
  private long thinned(long count, double share) {
    double exact = count * share;
    long whole = (long) Math.floor(exact);
    return whole + (random.nextDouble() < exact - whole ? 1 : 0);
  }

  private void upload(boolean valid) {
    IncentiveRules rules = p.rules();
    RecordVerdict verdict = rules.verdict().isOn() ? vote(valid) : RecordVerdict.VALID;
    if (verdict == RecordVerdict.VALID) {
      issue += rules.points().lastingReward();
      if (laterFound(valid)) {
        convict();
      }
    } else if (verdict == RecordVerdict.FALSE) {
      convict();
    }
    PriceShare share = rules.points().shareOf(rules.points().queryPrice());
    burn += p.intValue(QUERIES) * share.rest();
  }

  private RecordVerdict vote(boolean valid) {
    VerdictRules rules = p.rules().verdict();
    double rejectProbability = valid ? p.of(FALSE_ALARM) : 1 - p.of(MISS);
    int falseVotes = drawn(rules.verifiers(), rejectProbability);
    int validVotes = rules.verifiers() - falseVotes;
    RecordVerdict verdict = rules.outcome(validVotes, falseVotes);
    if (verdict != RecordVerdict.UNDECIDED) {
      boolean untrue = verdict == RecordVerdict.FALSE;
      issue += (untrue ? falseVotes : validVotes) * rules.verifierReward();
      burn += (untrue ? validVotes : falseVotes) * rules.verifierPenalty();
    }
    return verdict;
  }

  private boolean laterFound(boolean valid) {
    if (!p.rules().verdict().isOn()) {
      double found = p.of(valid ? CENTER_ALARM : CENTER_DETECTION);
      return random.nextDouble() < found;
    }
    int users = p.intValue(QUERIES);
    double calls = p.of(valid ? USER_ALARM : USER_DETECTION);
    int falseCalls = drawn(users, calls);
    return p.rules().verdict().overturned(users - falseCalls, falseCalls);
  }

  private int drawn(int trials, double chance) {
    int hits = 0;
    for (int trial = 0; trial < trials; trial++) {
      hits += random.nextDouble() < chance ? 1 : 0;
    }
    return hits;
  }

  private void convict() {
    long balance = (long) Math.floor(p.of(BALANCE));
    burn += p.rules().points().penaltyOn(balance).taken();
  }
}
