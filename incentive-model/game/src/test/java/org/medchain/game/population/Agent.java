package org.medchain.game.population;

/**
 * An individual of an {@link AgentSimulation}.
 *
 * @param strategy that it plays at the start
 * @param selection β of its own: how much it looks at payoffs when it imitates
 * @param mutation of its own: how often it explores
 * @param revises false for one who never changes, a zealot (Mobilia 2003)
 */
public record Agent(int strategy, double selection, double mutation, boolean revises) {
  public Agent {
    PopulationChecks.selection(selection);
    PopulationChecks.probability("mutation", mutation);
  }

  /** One who may change. */
  public static Agent of(int strategy, double selection, double mutation) {
    return new Agent(strategy, selection, mutation, true);
  }
}
