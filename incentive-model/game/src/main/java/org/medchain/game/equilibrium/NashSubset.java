package org.medchain.game.equilibrium;

import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * A maximal Nash subset of a two-player game (Millham 1974): every average of the first player's
 * extreme strategies with every average of the second player's is an equilibrium, and no extreme
 * strategy can be added to either side. The equilibria of a game are the union of these sets.
 *
 * @param component the number, from 1, of the component that it is part of
 * @param first the first player's extreme strategies
 * @param second the second player's extreme strategies
 */
public record NashSubset(
    int component, List<List<BigFraction>> first, List<List<BigFraction>> second) {
  /** Whether it is a single equilibrium and no continuum. */
  public boolean isSingleton() {
    return first.size() == 1 && second.size() == 1;
  }
}
