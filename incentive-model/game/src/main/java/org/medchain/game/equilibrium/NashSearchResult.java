package org.medchain.game.equilibrium;

import java.util.List;

/**
 * The Nash equilibria that a search found, and what it searched (GAME-18).
 *
 * @param equilibria of two players, the extreme ones, by component and then with more weight on
 *     early actions first
 * @param subsets of two players, the maximal Nash subsets; together they are all equilibria. Empty
 *     for other games
 * @param searchScope what was searched and what was not, in words
 * @param complete whether there are no further equilibria
 */
public record NashSearchResult(
    List<NashEquilibrium> equilibria,
    List<NashSubset> subsets,
    String searchScope,
    boolean complete) {
  /** How many components there are; 0 where they are not known. */
  public int componentCount() {
    return equilibria.stream().mapToInt(NashEquilibrium::component).max().orElse(0);
  }

  /** Whether a component is a continuum: it has more than one extreme equilibrium. */
  public boolean isContinuum(int component) {
    return equilibria.stream().filter(each -> each.component() == component).count() > 1;
  }
}
