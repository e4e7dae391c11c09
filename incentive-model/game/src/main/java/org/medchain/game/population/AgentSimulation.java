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
  private final CountGame game;
  private final UniformRandomProvider random;
  private final List<Agent> agents;
  private final PairwiseComparison[] comparisons;
  private final int[] plays;
  private final int[] counts;
  private final double[] payoffs;

  /**
   * A run from the agents' strategies.
   *
   * @param game two strategies or more
   * @param agents two or more
   * @param seed of all draws
   */
  public AgentSimulation(CountGame game, List<Agent> agents, ReplicateSeed seed) {
    if (agents.size() < 2 || game.strategies().size() < 2) {
      throw new IllegalArgumentException(
          "needs two or more agents and strategies, not "
              + agents.size()
              + " and "
              + game.strategies());
    }
    this.game = game;
    this.random = seed.generator();
    this.agents = List.copyOf(agents);
    this.comparisons = new PairwiseComparison[agents.size()];
    this.plays = new int[agents.size()];
    this.counts = new int[game.strategies().size()];
    this.payoffs = new double[counts.length];
    for (int who = 0; who < plays.length; who++) {
      Checks.strategy(agents.get(who).strategy(), counts.length);
      comparisons[who] = new PairwiseComparison(agents.get(who).selection());
      plays[who] = agents.get(who).strategy();
      counts[plays[who]]++;
    }
    game.payoffs(counts, payoffs);
  }

  /** How many play each now. */
  public int[] counts() {
    return counts.clone();
  }

  /** What the agent of this number plays now. */
  public int plays(int agent) {
    return plays[agent];
  }

  /** One round: as many events as there are agents. */
  public void round() {
    for (int number = 0; number < plays.length; number++) {
      event();
    }
  }

  /** One event: somebody chosen evenly looks around. */
  public void event() {
    int who = random.nextInt(plays.length);
    Agent agent = agents.get(who);
    if (!agent.revises()) {
      return;
    }
    if (agent.mutation() > 0 && random.nextDouble() < agent.mutation()) {
      takeUp(who, Draws.another(plays[who], counts.length, random));
      return;
    }
    int model = random.nextInt(plays.length - 1);
    int other = plays[model < who ? model : model + 1];
    int own = plays[who];
    if (other != own
        && random.nextDouble() < comparisons[who].imitates(payoffs[own], payoffs[other])) {
      takeUp(who, other);
    }
  }

  private void takeUp(int who, int strategy) {
    counts[plays[who]]--;
    counts[strategy]++;
    plays[who] = strategy;
    game.payoffs(counts, payoffs);
  }
}
