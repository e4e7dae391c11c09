package org.medchain.agents;

/**
 * How members change their strategies at the end of an epoch: by imitation with Fermi's function
 * (Szabó and Tőke 1998), on each strategy's mean payoff in the epoch.
 *
 * @param intensity β, in 1 / cash
 * @param mutation chance that who revises takes up another strategy at random instead
 * @param events members who revise in one epoch, one after the other; 0: never
 */
public record StrategyRevision(double intensity, double mutation, int events) {
  /** Strategies are fixed: payoffs are measured. */
  public static final StrategyRevision NONE = new StrategyRevision(0, 0, 0);

  public StrategyRevision {
    boolean finite = intensity >= 0 && intensity < Double.POSITIVE_INFINITY;
    if (!finite || !(mutation >= 0 && mutation <= 1) || events < 0) {
      throw new IllegalArgumentException(
          "revision needs an intensity of 0 or more, a mutation from 0 to 1 and 0 events or more");
    }
  }
}
