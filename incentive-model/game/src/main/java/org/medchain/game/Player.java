package org.medchain.game;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
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

  /** The names, those that occur more than once with a number behind them, as Gambit gives them. */
  public static List<String> distinct(List<String> names) {
    Set<String> used = new HashSet<>(names);
    TreeMap<String, Integer> counts = new TreeMap<>();
    names.forEach(name -> counts.merge(name, 1, Integer::sum));
    TreeMap<String, Integer> given = new TreeMap<>();
    List<String> distinct = new ArrayList<>();
    for (String name : names) {
      String candidate = name;
      while (counts.get(name) > 1 && !used.add(candidate)) {
        candidate = name + "_" + given.merge(name, 1, Integer::sum);
      }
      distinct.add(candidate);
    }
    return distinct;
  }
}
