package org.medchain.game.network;

import org.medchain.game.population.Fitness;
import org.medchain.game.population.PairwiseComparison;

/** Who takes over whose strategy (Ohtsuki, Hauert, Lieberman and Nowak 2006). */
public sealed interface NetworkRule {
  /** An individual chosen uniformly dies; his neighbours compete for the place by fitness. */
  record DeathBirth(Fitness fitness) implements NetworkRule {}

  /**
   * An individual chosen by fitness among all has offspring that replaces a neighbour chosen
   * uniformly.
   */
  record BirthDeath(Fitness fitness) implements NetworkRule {}

  /** An individual chosen uniformly keeps its strategy or takes a neighbour's, all by fitness. */
  record Imitation(Fitness fitness) implements NetworkRule {}

  /**
   * An individual chosen uniformly looks at a neighbour chosen uniformly and follows Fermi's
   * function.
   */
  record PairwiseImitation(PairwiseComparison comparison) implements NetworkRule {
    /** With the intensity of selection β. */
    public PairwiseImitation(double selection) {
      this(new PairwiseComparison(selection));
    }
  }
}
