package org.medchain.game.population;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.game.random.ReplicateSeed;

/**
 * One run of a well-mixed population of individuals who differ, by pairwise comparison. If all are
 * alike it is the chain of {@link FinitePopulation} with {@link PairwiseComparison}. Not for use by
 * several threads at once.
 */
public final class AgentSimulation {
  private final FinitePopulationGame game;
  private final UniformRandomProvider random;
  private final List<Agent> agents;
  private final PairwiseComparison[] comparisons;
  private final int[] strategyOf;
  private final int[] counts;
  private final double[] payoffs;

  /**
   * A run from the agents' strategies.
   *
   * @param game two strategies or more
   * @param agents two or more
   * @param seed of all draws
   */
  public AgentSimulation(FinitePopulationGame game, List<Agent> agents, ReplicateSeed seed) {
    if (agents.size() < 2 || game.strategies().size() < 2) {
      throw new IllegalArgumentException(
          "needs two or more agents and strategies, not %s and %s"
              .formatted(agents.size(), game.strategies()));
    }
    this.game = game;
    this.random = seed.generator();
    this.agents = List.copyOf(agents);
    this.comparisons = new PairwiseComparison[agents.size()];
    this.strategyOf = new int[agents.size()];
    this.counts = new int[game.strategies().size()];
    this.payoffs = new double[counts.length];
    for (int who = 0; who < strategyOf.length; who++) {
      PopulationChecks.strategy(agents.get(who).strategy(), counts.length);
      comparisons[who] = new PairwiseComparison(agents.get(who).selection());
      strategyOf[who] = agents.get(who).strategy();
      counts[strategyOf[who]]++;
    }
    game.payoffs(counts, payoffs);
  }

  /** How many play each now. */
  public int[] counts() {
    return counts.clone();
  }

  /** What the agent of this number plays now. */
  public int strategyOf(int agent) {
    return strategyOf[agent];
  }

  /** One round: as many events as there are agents. */
  public void round() {
    for (int number = 0; number < strategyOf.length; number++) {
      step();
    }
  }

  /** One event: an individual chosen uniformly looks around. */
  public void step() {
    int who = random.nextInt(strategyOf.length);
    Agent agent = agents.get(who);
    if (!agent.revises()) {
      return;
    }
    if (agent.mutation() > 0 && random.nextDouble() < agent.mutation()) {
      takeUp(who, StrategyDraws.otherStrategy(strategyOf[who], counts.length, random));
      return;
    }
    int model = random.nextInt(strategyOf.length - 1);
    int other = strategyOf[model < who ? model : model + 1];
    int own = strategyOf[who];
    if (other != own
        && random.nextDouble()
            < comparisons[who].imitationProbability(payoffs[own], payoffs[other])) {
      takeUp(who, other);
    }
  }

  private void takeUp(int who, int strategy) {
    counts[strategyOf[who]]--;
    counts[strategy]++;
    strategyOf[who] = strategy;
    game.payoffs(counts, payoffs);
  }
}
