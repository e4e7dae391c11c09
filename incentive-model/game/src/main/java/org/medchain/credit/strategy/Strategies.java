package org.medchain.credit.strategy;

import static org.medchain.credit.Parameter.BALANCE;
import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.DISCOUNT;
import static org.medchain.credit.Parameter.FALSE_COST;
import static org.medchain.credit.Parameter.FALSE_GAIN;
import static org.medchain.credit.Parameter.IDENTITY_COST;
import static org.medchain.credit.Parameter.IDENTITY_VALUE;
import static org.medchain.credit.Parameter.PARTS;
import static org.medchain.credit.Parameter.RECORD_SIZE;
import static org.medchain.credit.Parameter.SPLIT_COST;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;
import org.medchain.incentive.ExtensionRegistry;

/** The strategies that there are; one more is one more line. */
public final class Strategies {
  private static final Set<RecordKind> NOTHING = Set.of();
  private static final Set<RecordKind> ALL = EnumSet.allOf(RecordKind.class);
  private static final IdentityPolicy KEEP = IdentityPolicy.KEEP;
  private static final Strategy HONEST = new Honest();

  private static final List<Strategy> BUILT_IN =
      List.of(
          HONEST,
          new ListedStrategy(
              "false", NOTHING, true, KEEP, uploading(RecordKind.FALSE), falsely(RecordKind.FALSE)),
          new ListedStrategy(
              "whitewasher",
              NOTHING,
              true,
              IdentityPolicy.REJOIN_AFTER_CONVICTION,
              uploading(RecordKind.FALSE),
              Strategies::whitewashing),
          new ListedStrategy(
              "sybil",
              NOTHING,
              false,
              IdentityPolicy.ADD_EVERY_ROUND,
              (p, kind) -> 0,
              (p, society) -> registering(p)),
          // Shares nothing, and passes unread what it should verify (T14).
          new ListedStrategy("free rider", ALL, true, KEEP, (p, kind) -> 0, (p, society) -> 0),
          // Shares what is true, and approves without looking what it should verify (T14).
          new ListedStrategy("rubber stamper", ALL, true, KEEP, HONEST::uploads, HONEST::payoff),
          new ListedStrategy(
              "hit-and-run",
              NOTHING,
              false,
              IdentityPolicy.HIT_AND_RUN,
              uploading(RecordKind.FALSE),
              Strategies::leaving),
          // A member of a ring: makes records up, and passes those of the ring (T5, T15).
          new ListedStrategy(
              "colluder",
              Set.of(RecordKind.RING),
              true,
              KEEP,
              uploading(RecordKind.RING),
              falsely(RecordKind.RING)),
          new ListedStrategy(
              "splitter",
              NOTHING,
              true,
              KEEP,
              (p, kind) -> HONEST.uploads(p, kind) * p.of(PARTS),
              Strategies::splitting));

  private Strategies() {}

  /**
   * A strategy that needs no class.
   *
   * @param passes kinds of records that it calls valid without looking
   */
  private record ListedStrategy(
      String name,
      Set<RecordKind> passes,
      boolean verifies,
      IdentityPolicy identityPolicy,
      ToDoubleBiFunction<CreditParameters, RecordKind> records,
      ToDoubleBiFunction<CreditParameters, PopulationEnvironment> pay)
      implements Strategy {
    @Override
    public double uploads(CreditParameters p, RecordKind kind) {
      return records.applyAsDouble(p, kind);
    }

    @Override
    public double payoff(CreditParameters p, PopulationEnvironment society) {
      return pay.applyAsDouble(p, society);
    }

    @Override
    public double rejectProbability(CreditParameters p, RecordKind kind) {
      return passes.contains(kind) ? 0 : Strategy.super.rejectProbability(p, kind);
    }

    @Override
    public boolean inspects(RecordKind kind) {
      return !passes.contains(kind);
    }
  }

  private static ToDoubleBiFunction<CreditParameters, RecordKind> uploading(RecordKind its) {
    return (p, kind) -> kind == its ? 1 : 0;
  }

  /** Makes records up, stays, and bears the penalties; verifies like the honest. */
  private static ToDoubleBiFunction<CreditParameters, PopulationEnvironment> falsely(
      RecordKind kind) {
    return (p, society) ->
        CashPayoffs.uploadPayoff(
            p,
            society.outcomes(kind),
            p.of(BALANCE),
            p.of(FALSE_GAIN) + society.ownerRevenue(),
            p.of(FALSE_COST));
  }

  /**
   * Makes records up, and after each conviction comes back under a new key (T7, T8): it keeps no
   * more on its account than the initial points.
   */
  private static double whitewashing(CreditParameters p, PopulationEnvironment society) {
    OutcomeProbabilities chances = society.outcomes(RecordKind.FALSE);
    double reward = p.of(CASH_PER_POINT) * p.rules().points().firstReward();
    double gain = reward + p.of(FALSE_GAIN) + society.ownerRevenue();
    double lost = CashPayoffs.disposableIdentityCost(p, 0) + p.of(IDENTITY_VALUE);
    return chances.accepted() * gain - chances.convicted() * lost - p.of(FALSE_COST);
  }

  /** Registers one more identity in each period for the sake of its initial points (T10). */
  private static double registering(CreditParameters p) {
    // What a bond costs is that it is back only a period later.
    double bond = p.of(CASH_PER_POINT) * p.rules().identity().bond();
    double tied = bond * (1 - p.of(DISCOUNT));
    return CashPayoffs.grantValue(p) - p.of(IDENTITY_COST) - tied;
  }

  /**
   * Registers, uploads one false record, orders its exit at once, and begins again in the next
   * period (T11, T20). What is found during the lock is taken out of the account; what is found
   * later cannot be penalised (decision 0124).
   */
  private static double leaving(CreditParameters p, PopulationEnvironment society) {
    OutcomeProbabilities chances = society.outcomes(RecordKind.FALSE);
    double point = p.of(CASH_PER_POINT);
    long reward = p.rules().points().firstReward();
    double caught = chances.convictedWithin(p, p.rules().redemption().exitLockBlocks());
    // Late findings of the lock meet the reward on the account, the verdict itself does not.
    double atOnce = chances.convicted() - chances.convictedLate();
    double later = caught - atOnce;
    double free = CashPayoffs.grantValue(p) - p.of(IDENTITY_COST);
    double lives =
        (1 - caught) * free
            + (chances.accepted() - later) * CashPayoffs.cashValue(p, (double) reward)
            - atOnce * CashPayoffs.disposableIdentityCost(p, 0)
            - later * CashPayoffs.disposableIdentityCost(p, reward);
    double bond = point * p.rules().identity().bond() * (1 - p.of(DISCOUNT));
    // No royalty: the key is gone before any query.
    double gain = chances.accepted() * p.of(FALSE_GAIN);
    return gain + lives - bond - p.of(FALSE_COST);
  }

  /**
   * Honest, but hands each record in as several (T21): more rewards, more chances of a penalty, the
   * same queries.
   */
  private static double splitting(CreditParameters p, PopulationEnvironment society) {
    OutcomeProbabilities chances = society.outcomes(RecordKind.HONEST);
    double parts = p.of(PARTS);
    double reward = p.of(CASH_PER_POINT) * CashPayoffs.uploadReward(p, p.of(RECORD_SIZE) / parts);
    double each =
        chances.accepted() * reward
            - chances.convicted() * CashPayoffs.penaltyLoss(p, p.of(BALANCE));
    return parts * each
        + chances.accepted() * society.ownerRevenue()
        - CashPayoffs.honestCost(p)
        - (parts - 1) * p.of(SPLIT_COST);
  }

  /** Those that come with the model. */
  public static List<Strategy> builtIn() {
    return BUILT_IN;
  }

  /** The same, and those that other jars announce as a service, by name. */
  public static List<Strategy> all() {
    return ExtensionRegistry.all(BUILT_IN, Strategy.class, Strategy::name);
  }

  /** Those that other jars announce, without the model's. */
  public static List<Strategy> added() {
    return ExtensionRegistry.all(List.of(), Strategy.class, Strategy::name);
  }

  /** The strategy of this name. */
  public static Strategy byName(String name) {
    return ExtensionRegistry.byName("strategy", all(), Strategy::name, name);
  }
}
