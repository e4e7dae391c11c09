package org.medchain.agents;

import static org.medchain.credit.Parameter.BALANCE;
import static org.medchain.credit.Parameter.REWARD_EXPONENT;
import static org.medchain.credit.Parameter.TRAP_SHARE;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.strategy.Strategy;

/**
 * A scenario (GAME-15): rules, economy, strategies and duration.
 *
 * @param parameters rules of the ledger, and the economy around it
 * @param population how many members play each strategy, by name; 0 for one that may come up
 * @param rounds periods of the theory, a multiple of epochRounds
 * @param epochRounds rounds between two revisions
 * @param revision how strategies change
 * @param endowment points on each settled account at the start, and kept at the end of each epoch;
 *     the theory's BALANCE, or very many to switch limited liability off
 * @param host who executes
 * @param replicates independent runs
 * @param seed of all of them
 * @param level of confidence of the intervals
 */
public record LedgerScenario(
    CreditParameters parameters,
    Map<String, Integer> population,
    int rounds,
    int epochRounds,
    StrategyRevision revision,
    long endowment,
    LedgerHost host,
    int replicates,
    long seed,
    double level) {
  /** An endowment that no penalty exhausts. */
  public static final long AMPLE_ENDOWMENT = 1_000_000;

  /** Checks that the agents can play it. */
  public LedgerScenario {
    population = Collections.unmodifiableMap(new LinkedHashMap<>(population));
    population.keySet().forEach(AgentStrategies::byName);
    int members = population.values().stream().mapToInt(Integer::intValue).sum();
    if (members < 2 || population.values().stream().anyMatch(each -> each < 0)) {
      throw new IllegalArgumentException("needs two members or more, not " + population);
    }
    if (epochRounds < 1 || rounds < epochRounds || rounds % epochRounds != 0) {
      throw new IllegalArgumentException(
          rounds + " rounds are no whole number of epochs of " + epochRounds);
    }
    if (endowment < 0 || replicates < 1 || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "needs an endowment of 0 or more, 1 replicate or more, a level between 0 and 1");
    }
    if (parameters.of(TRAP_SHARE) != 0 || parameters.of(REWARD_EXPONENT) != 0) {
      throw new IllegalArgumentException("agents set no traps, and the ledger pays no sizes");
    }
  }

  /**
   * Fixed strategies on the direct host, in the standard way: endowed with the theory's balance, 30
   * rounds, 10 replicates, intervals of 95 %.
   */
  public static LedgerScenario of(
      CreditParameters parameters, Map<String, Integer> population, long seed) {
    long balance = (long) parameters.of(BALANCE);
    return new LedgerScenario(
        parameters,
        population,
        30,
        10,
        StrategyRevision.NONE,
        balance,
        new LedgerHost.DirectHost(),
        10,
        seed,
        0.95);
  }

  /** The same with accounts of other depth. */
  public LedgerScenario withEndowment(long points) {
    return with(parameters, rounds, epochRounds, revision, points, host, replicates, level);
  }

  /** The same under other rules, or in another economy. */
  public LedgerScenario withParameters(CreditParameters other) {
    return with(other, rounds, epochRounds, revision, endowment, host, replicates, level);
  }

  /** The same with intervals of another level. */
  public LedgerScenario withConfidenceLevel(double confidence) {
    return with(parameters, rounds, epochRounds, revision, endowment, host, replicates, confidence);
  }

  /** The same on another host. */
  public LedgerScenario withHost(LedgerHost other) {
    return with(parameters, rounds, epochRounds, revision, endowment, other, replicates, level);
  }

  /** The same for another time. */
  public LedgerScenario withDuration(int allRounds, int ofEpoch, int runs) {
    return with(parameters, allRounds, ofEpoch, revision, endowment, host, runs, level);
  }

  /** The same with strategies that change. */
  public LedgerScenario withRevision(StrategyRevision other) {
    return with(parameters, rounds, epochRounds, other, endowment, host, replicates, level);
  }

  private LedgerScenario with(
      CreditParameters rules,
      int allRounds,
      int ofEpoch,
      StrategyRevision change,
      long points,
      LedgerHost executing,
      int runs,
      double confidence) {
    return new LedgerScenario(
        rules, population, allRounds, ofEpoch, change, points, executing, runs, seed, confidence);
  }

  /** The strategies' names; their order is that of all arrays. */
  public List<String> strategies() {
    return List.copyOf(population.keySet());
  }

  /** How many play each at the start. */
  public int[] counts() {
    return population.values().stream().mapToInt(Integer::intValue).toArray();
  }

  /** How many members there are. */
  public int members() {
    return population.values().stream().mapToInt(Integer::intValue).sum();
  }

  List<Strategy> played() {
    return population.keySet().stream().map(AgentStrategies::byName).toList();
  }
}
