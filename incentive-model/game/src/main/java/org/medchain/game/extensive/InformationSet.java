package org.medchain.game.extensive;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Places between which a player cannot tell when it is to move.
 *
 * @param player whose, from 0
 * @param number as the file counts the player's sets
 * @param name for people; may be empty
 * @param actions what the player may do there, in the order of the branches
 */
public record InformationSet(int player, int number, String name, List<String> actions) {
  /** The name, or the number where there is none. */
  public String label() {
    return name.isBlank() ? Integer.toString(number) : name;
  }

  /** Names of the actions, each different and none empty: their numbers where they are not so. */
  public List<String> labels() {
    boolean told =
        new TreeSet<>(actions).size() == actions.size()
            && actions.stream().noneMatch(String::isBlank);
    return told
        ? actions
        : IntStream.rangeClosed(1, actions.size()).mapToObj(Integer::toString).toList();
  }
}
