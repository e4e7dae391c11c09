package org.medchain.agents;

import static org.medchain.credit.Parameter.BALANCE;
import static org.medchain.credit.Parameter.LATE_BLOCKS;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medchain.agents.LedgerComparison.StrategyComparison;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.RuleSet;
import org.medchain.credit.strategy.Strategies;
import org.medchain.credit.strategy.Strategy;

/**
 * Whether a strategy's closed form pays what its simulated behaviour earns (GAME-32): a few members
 * play it among honest ones on the ledger, under either set of rules in the standard economy,
 * always with the same draws. The effects of a finite ledger are taken into the closed form first,
 * and accounts cover all penalties.
 */
public final class StrategyCheck {
  private static final int ROUNDS = 8;
  private static final int REPLICATES = 24;
  private static final long SEED = 32;

  /** More in a period would take minutes. */
  private static final int RECORDS = 20;

  /** A right strategy is refused in one of ten thousand. */
  private static final double LEVEL = 0.9999;

  private StrategyCheck() {}

  /**
   * All strategies, after those that other jars announce have been checked.
   *
   * @throws IllegalArgumentException for the first whose closed form is wrong
   */
  public static List<Strategy> checked() {
    Strategies.added().forEach(StrategyCheck::require);
    return Strategies.all();
  }

  /**
   * Checks a strategy.
   *
   * @throws IllegalArgumentException with what is paid, what is earned and what is allowed
   */
  public static void require(Strategy strategy) {
    int records = LedgerRun.mostUploads(CreditParameters.standard(), strategy);
    if (records > RECORDS) {
      throw new IllegalArgumentException(
          "the strategy '%s' uploads %s records a period in the standard economy; allowed: 0 to %s"
              .formatted(strategy.name(), String.valueOf(records), String.valueOf(RECORDS)));
    }
    for (RuleSet rules : RuleSet.values()) {
      StrategyComparison row = compared(strategy, rules.parameters());
      if (!row.isExplained()) {
        double earned = row.measured().mean();
        double half = (row.residual().high() - row.residual().low()) / 2;
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the closed form of the strategy '%s' pays %.3f a period under the rules %s, and"
                    + " its simulated behaviour earns %.3f; allowed: %.3f to %.3f",
                strategy.name(),
                earned - row.residual().mean(),
                rules.key(),
                earned,
                earned - half,
                earned + half));
      }
    }
  }

  private static StrategyComparison compared(Strategy strategy, CreditParameters parameters) {
    Map<String, Integer> members = new LinkedHashMap<>();
    members.put("honest", 6);
    members.merge(strategy.name(), 6, Integer::sum);
    CreditParameters ample =
        parameters
            .with(BALANCE, LedgerScenario.AMPLE_ENDOWMENT)
            .with(LATE_BLOCKS, LedgerComparison.AT_ONCE);
    LedgerScenario scenario =
        LedgerScenario.of(ample, members, SEED)
            .withDuration(ROUNDS, ROUNDS, REPLICATES)
            .withConfidenceLevel(LEVEL);
    int threads = Runtime.getRuntime().availableProcessors();
    List<StrategyComparison> rows = LedgerComparison.of(scenario, threads).rows();
    return rows.get(rows.size() - 1);
  }
}
