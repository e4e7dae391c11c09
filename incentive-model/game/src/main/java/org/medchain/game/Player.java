package org.medchain.game;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A player of a game in normal form.
 *
 * @param name for people to read
 * @param actions the pure strategies' names, each once, at least one; their order is that of every
 *     array of payoffs or probabilities
 */
public record Player(String name, List<String> actions) {
  /** Checks the names. */
  public Player {
    actions = List.copyOf(actions);
    if (actions.isEmpty() || new TreeSet<>(actions).size() != actions.size()) {
      throw new IllegalArgumentException(
          "player '" + name + "' needs one or more actions with different names, not " + actions);
    }
  }

  /** A player whose {@code count} actions are called 1, 2, …, as Gambit calls them. */
  public static Player numbered(String name, int count) {
    return new Player(name, IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList());
  }
}
