package org.medchain.agents;

import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.EXIT_LOCK_BLOCKS;
import static org.medchain.credit.Parameter.LATE_BLOCKS;
import static org.medchain.credit.Parameter.LAUNDERED;
import static org.medchain.credit.Parameter.QUERIES;
import static org.medchain.credit.Parameter.USER_ALARM;
import static org.medchain.credit.Parameter.USER_DETECTION;
import static org.medchain.credit.Parameter.VERIFYING_COST;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;
import org.medchain.credit.strategy.CreditPopulation;
import org.medchain.credit.strategy.IdentityPolicy;
import org.medchain.credit.strategy.PopulationEnvironment;
import org.medchain.credit.strategy.RecordKind;
import org.medchain.credit.strategy.Strategy;
import org.medchain.game.population.FinitePopulationGame;
import org.medchain.incentive.VerdictRules;

/**
 * The predictions of {@code org.medchain.credit} for this number of members, with the effects of a
 * finite ledger switched in (GAME-15). Without any it is {@link CreditPopulation} at the shares.
 *
 * @param parameters rules and economy
 * @param played in the order of all arrays
 * @param effects that are switched in
 */
record FinitePopulationTheory(
    CreditParameters parameters, List<Strategy> played, Set<FiniteLedgerEffect> effects)
    implements FinitePopulationGame {
  /** Copies the lists, and takes no laundering of grants, which agents do not act out. */
  FinitePopulationTheory {
    parameters = parameters.with(LAUNDERED, 0);
    played = List.copyOf(played);
    effects =
        effects.isEmpty() ? EnumSet.noneOf(FiniteLedgerEffect.class) : EnumSet.copyOf(effects);
  }

  /** With all effects. */
  static FinitePopulationTheory of(LedgerScenario scenario) {
    return new FinitePopulationTheory(
        scenario.parameters(), scenario.played(), EnumSet.allOf(FiniteLedgerEffect.class));
  }

  @Override
  public List<String> strategies() {
    return played.stream().map(Strategy::name).toList();
  }

  @Override
  public void payoffs(int[] counts, double[] into) {
    double[] payoffs = payoffs(counts);
    System.arraycopy(payoffs, 0, into, 0, payoffs.length);
  }

  double[] payoffs(int[] counts) {
    if (effects.isEmpty()) {
      return largePopulationPayoffs(shares(counts));
    }
    PopulationEnvironment sold = society(counts, true);
    PopulationEnvironment unsold = society(counts, false);
    double[] payoffs = new double[counts.length];
    for (int each = 0; each < counts.length; each++) {
      double share = effects.contains(FiniteLedgerEffect.EVALUATORS) ? soldShare(each) : 1;
      // Payoffs are linear in what becomes of a record.
      payoffs[each] =
          share * strategy(each).payoff(withBlocks(), sold)
              + (1 - share) * strategy(each).payoff(withBlocks(), unsold)
              + votePay(counts, sold, each)
              - foundEarly(each, sold);
    }
    return payoffs;
  }

  /** Which part of its records others may buy. */
  private double soldShare(int who) {
    if (strategy(who).identityPolicy() == IdentityPolicy.HIT_AND_RUN) {
      return 0;
    }
    double parts = strategy(who).uploads(parameters, RecordKind.HONEST);
    return parts > 1 ? 1 / parts : 1;
  }

  /** The loss in a round by findings before the sale, or before the redemption. */
  private double foundEarly(int who, PopulationEnvironment society) {
    IdentityPolicy turnover = strategy(who).identityPolicy();
    boolean counted =
        effects.contains(FiniteLedgerEffect.FOUND_EARLY)
            && !parameters.rules().verdict().isOn()
            && turnover != IdentityPolicy.HIT_AND_RUN;
    double lost = 0;
    for (RecordKind kind : RecordKind.values()) {
      double found = society.outcomes(kind).convictedLate();
      double records = counted ? strategy(who).uploads(parameters, kind) : 0;
      double wanted = kind.isFalse() ? records : Math.min(1, records);
      lost += wanted * found * within(2) * society.ownerRevenue();
      lost += records * found * within(3) * expectedBalance(turnover);
    }
    return lost;
  }

  private double within(int blocks) {
    return -StrictMath.expm1(-blocks / parameters.of(LATE_BLOCKS));
  }

  /**
   * The extra amount that a penalty takes from a low account that also holds the reward, in cash.
   */
  private double expectedBalance(IdentityPolicy turnover) {
    long reward = parameters.rules().points().firstReward();
    return turnover == IdentityPolicy.REJOIN_AFTER_CONVICTION
        ? CashPayoffs.cashValue(parameters, (double) reward)
            + CashPayoffs.disposableIdentityCost(parameters, reward)
            - CashPayoffs.disposableIdentityCost(parameters, 0)
        : 0;
  }

  /** The lock as it affects a member that runs, where the center may find a fraud at any time. */
  private CreditParameters withBlocks() {
    boolean counted =
        effects.contains(FiniteLedgerEffect.BLOCKS_TO_LEAVE)
            && !parameters.rules().verdict().isOn();
    int lock = parameters.rules().redemption().exitLockBlocks();
    return counted ? parameters.with(EXIT_LOCK_BLOCKS, lock + 2.0) : parameters;
  }

  /** The theory's own prediction for one large population. */
  double[] largePopulationPayoffs(double[] shares) {
    return new CreditPopulation(parameters, played).payoffs(shares);
  }

  static double[] shares(int[] counts) {
    double all = Arrays.stream(counts).sum();
    return Arrays.stream(counts).mapToDouble(each -> each / all).toArray();
  }

  /** What members meet; unsold: their records are not bought, and so not evaluated. */
  private PopulationEnvironment society(int[] counts, boolean sold) {
    Map<RecordKind, Double> calls = new EnumMap<>(RecordKind.class);
    Map<RecordKind, Double> uploads = new EnumMap<>(RecordKind.class);
    Map<RecordKind, OutcomeProbabilities> first = new EnumMap<>(RecordKind.class);
    double[] shares = shares(counts);
    for (RecordKind kind : RecordKind.values()) {
      double records = 0;
      for (int each = 0; each < counts.length; each++) {
        records += shares[each] * strategy(each).uploads(parameters, kind);
      }
      calls.put(kind, mixture(counts, kind));
      uploads.put(kind, records);
      first.put(kind, chances(counts, kind));
    }
    double bought =
        PopulationEnvironment.demand(parameters, PopulationEnvironment.validShare(uploads, first));
    Map<RecordKind, OutcomeProbabilities> chances = new EnumMap<>(RecordKind.class);
    first.forEach((kind, each) -> chances.put(kind, evaluated(each, kind, sold ? bought : 0)));
    double royalty = PopulationEnvironment.ownerRevenue(parameters, bought);
    double verifiers = Arrays.stream(pool(counts)).sum() / (double) Arrays.stream(counts).sum();
    return new PopulationEnvironment(parameters, calls, uploads, chances, royalty, verifiers);
  }

  /** What becomes of an upload. */
  OutcomeProbabilities outcomes(int[] counts, RecordKind kind) {
    return society(counts, true).outcomes(kind);
  }

  /** Share of true records among those accepted: what buyers go by. */
  double validShare(int[] counts) {
    return society(counts, true).validShare();
  }

  private Strategy strategy(int index) {
    return played.get(index);
  }

  private int[] pool(int[] counts) {
    return IntStream.range(0, counts.length)
        .map(each -> strategy(each).verifies() ? counts[each] : 0)
        .toArray();
  }

  private double[] rejectProbability(RecordKind kind) {
    return played.stream().mapToDouble(each -> each.rejectProbability(parameters, kind)).toArray();
  }

  private double mixture(int[] counts, RecordKind kind) {
    int[] pool = pool(counts);
    double[] calls = rejectProbability(kind);
    double keys = 0;
    double sum = 0;
    for (int each = 0; each < pool.length; each++) {
      keys += pool[each];
      sum += pool[each] * calls[each];
    }
    return keys == 0 ? 0 : sum / keys;
  }

  /** The verdict of verifiers on a record, or of the center where there are none. */
  private OutcomeProbabilities chances(int[] counts, RecordKind kind) {
    VerdictRules rules = parameters.rules().verdict();
    if (!rules.isOn() || !effects.contains(FiniteLedgerEffect.FINITE_COMMITTEE)) {
      OutcomeProbabilities theory =
          OutcomeProbabilities.of(parameters, mixture(counts, kind), kind.isFalse());
      return rules.isOn()
          ? new OutcomeProbabilities(
              theory.accepted(), theory.convicted() - theory.convictedLate(), 0)
          : theory;
    }
    int[] pool = pool(counts);
    int keys = Arrays.stream(pool).sum();
    double[] votes =
        FiniteCommittee.hypergeometricVotes(
            Math.min(keys, rules.verifiers()), pool, rejectProbability(kind));
    double accepted = 0;
    double convicted = 0;
    for (int calls = 0; calls < votes.length; calls++) {
      switch (rules.outcome(votes.length - 1 - calls, calls)) {
        case VALID -> accepted += votes[calls];
        case FALSE -> convicted += votes[calls];
        case UNDECIDED -> {}
      }
    }
    return new OutcomeProbabilities(accepted, convicted, 0);
  }

  /** What users make of it afterwards. */
  private OutcomeProbabilities evaluated(
      OutcomeProbabilities first, RecordKind kind, double bought) {
    VerdictRules rules = parameters.rules().verdict();
    if (!rules.isOn()) {
      return first;
    }
    boolean ledger = effects.contains(FiniteLedgerEffect.EVALUATORS);
    double calls = parameters.of(kind.isFalse() ? USER_DETECTION : USER_ALARM);
    int users = parameters.intValue(QUERIES);
    double turned =
        ledger
            ? turnedAtOnce(rules, users, bought, calls, 0, 0)
            : turnedAtTheEnd(rules, users, calls);
    double late = first.accepted() * turned;
    return new OutcomeProbabilities(first.accepted(), first.convicted() + late, late);
  }

  /** As the theory counts: all users evaluate, and the sums decide. */
  private static double turnedAtTheEnd(VerdictRules rules, int users, double calls) {
    double[] votes = FiniteCommittee.binomialVotes(users, calls);
    double sum = 0;
    for (int each = 0; each <= users; each++) {
      sum += rules.overturned(users - each, each) ? votes[each] : 0;
    }
    return sum;
  }

  /** As on the ledger: one after the other, of the buyers. */
  private static double turnedAtOnce(
      VerdictRules rules, int users, double bought, double calls, int saidTrue, int saidFalse) {
    if (rules.overturned(saidTrue, saidFalse)) {
      return 1;
    }
    if (users == 0) {
      return 0;
    }
    return (1 - bought) * turnedAtOnce(rules, users - 1, bought, calls, saidTrue, saidFalse)
        + bought * calls * turnedAtOnce(rules, users - 1, bought, calls, saidTrue, saidFalse + 1)
        + bought
            * (1 - calls)
            * turnedAtOnce(rules, users - 1, bought, calls, saidTrue + 1, saidFalse);
  }

  /** What voting pays one who plays strategy {@code who}, in cash a round. */
  private double votePay(int[] counts, PopulationEnvironment society, int who) {
    VerdictRules rules = parameters.rules().verdict();
    int[] pool = pool(counts);
    int keys = Arrays.stream(pool).sum();
    if (!rules.isOn() || !strategy(who).verifies() || pool[who] == 0) {
      return 0;
    }
    boolean finite = effects.contains(FiniteLedgerEffect.FINITE_COMMITTEE);
    if (finite && keys < rules.quorum()) {
      return 0; // no record comes in that could be looked at
    }
    int seats = finite ? Math.min(keys, rules.verifiers()) : rules.verifiers();
    int[] others = pool.clone();
    others[who]--;
    double sum = 0;
    for (RecordKind kind : RecordKind.values()) {
      double[] votes =
          finite
              ? FiniteCommittee.hypergeometricVotes(seats - 1, others, rejectProbability(kind))
              : FiniteCommittee.binomialVotes(seats - 1, society.falseVoteProbability().get(kind));
      double own = strategy(who).rejectProbability(parameters, kind);
      boolean early = effects.contains(FiniteLedgerEffect.EARLY_VERDICT);
      double cost = strategy(who).inspects(kind) ? parameters.of(VERIFYING_COST) : 0;
      double points = FiniteCommittee.expectedReward(rules, votes, own, early);
      sum += society.uploads().get(kind) * (parameters.of(CASH_PER_POINT) * points - cost);
    }
    double members = Arrays.stream(counts).sum();
    return members / keys * seats * sum;
  }
}
