package org.medchain.game.extensive;

import java.util.List;

/**
 * A finite game in extensive form (von Neumann and Morgenstern 1944; Kuhn 1953): who moves when,
 * knowing what. Payoffs are rational and belong to outcomes, of which a play may meet several; they
 * add up.
 *
 * @param title what it is called
 * @param players their names
 * @param root where it begins
 */
public record ExtensiveGame(String title, List<String> players, GameTreeNode root) {
  /** Longer plays are not followed: each step is one call deeper. */
  public static final int MAX_MOVES = 100;
}
