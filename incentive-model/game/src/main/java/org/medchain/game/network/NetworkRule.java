package org.medchain.game.network;

import org.medchain.game.population.Fitness;
import org.medchain.game.population.PairwiseComparison;

/** Who takes over whose strategy (Ohtsuki, Hauert, Lieberman and Nowak 2006). */
public sealed interface NetworkRule {
  /** Somebody chosen evenly dies; his neighbours compete for the place by fitness. */
  record DeathBirth(Fitness fitness) implements NetworkRule {}

  /** Somebody chosen by fitness among all has offspring that replaces a neighbour chosen evenly. */
  record BirthDeath(Fitness fitness) implements NetworkRule {}

  /** Somebody chosen evenly keeps his strategy or takes a neighbour's, all by fitness. */
  record Imitation(Fitness fitness) implements NetworkRule {}

  /** Somebody chosen evenly looks at a neighbour chosen evenly and follows Fermi's function. */
  record PairwiseImitation(PairwiseComparison comparison) implements NetworkRule {
    /** With the intensity of selection β. */
    public PairwiseImitation(double selection) {
      this(new PairwiseComparison(selection));
    }
  }
}
