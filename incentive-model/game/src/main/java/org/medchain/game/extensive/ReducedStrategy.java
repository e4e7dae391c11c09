package org.medchain.game.extensive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.medchain.game.extensive.GameTreePlays.OwnChoice;

/**
 * A reduced pure strategy: an action for each information set that the strategy itself does not
 * rule out.
 *
 * @param actions one for each set of the player; {@link #UNREACHED} where the strategy never comes
 */
record ReducedStrategy(List<Integer> actions) {
  /** Nothing is said there. */
  static final int UNREACHED = -1;

  /** More make tables that no method here can use. */
  static final int MAX_STRATEGIES = 20_000;

  /** All of a player. */
  static List<ReducedStrategy> all(GameTreePlays plays, int player) {
    List<ReducedStrategy> all = new ArrayList<>();
    int sets = plays.informationSets(player).size();
    new ReducedStrategy(Collections.nCopies(sets, UNREACHED)).complete(plays, player, all);
    return all;
  }

  /**
   * Decides the first set that the choices so far lead to. What a choice leads to is only known
   * once it is made, so sets are asked again after each.
   */
  private void complete(GameTreePlays plays, int player, List<ReducedStrategy> all) {
    for (int set = 0; set < actions.size(); set++) {
      InformationSet here = plays.informationSets(player).get(set);
      boolean isOpen =
          action(set) == UNREACHED
              && plays.positions(here).stream()
                  .anyMatch(place -> isConsistentWith(place.choices().get(player)));
      if (isOpen) {
        for (int action = 0; action < here.actions().size(); action++) {
          List<Integer> longer = new ArrayList<>(actions);
          longer.set(set, action);
          new ReducedStrategy(longer).complete(plays, player, all);
        }
        return;
      }
    }
    if (all.size() == MAX_STRATEGIES) {
      throw new IllegalArgumentException(
          "player " + (player + 1) + " has more than " + MAX_STRATEGIES + " reduced strategies");
    }
    all.add(this);
  }

  int action(int set) {
    return actions.get(set);
  }

  /** Whether it makes all these choices. */
  boolean isConsistentWith(List<OwnChoice> choices) {
    return choices.stream().allMatch(each -> action(each.set()) == each.action());
  }

  /** In words: the action at each set, a star where it never comes. */
  String describe(List<InformationSet> sets) {
    return IntStream.range(0, sets.size())
        .mapToObj(set -> action(set) == UNREACHED ? "*" : sets.get(set).labels().get(action(set)))
        .reduce((one, other) -> one + "/" + other)
        .orElse("*");
  }
}
