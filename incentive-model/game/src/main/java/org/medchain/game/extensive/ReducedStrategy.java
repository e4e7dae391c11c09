package org.medchain.game.extensive;

import java.util.List;
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

  ReducedStrategy {
    actions = List.copyOf(actions);
  }

  int action(int set) {
    return actions.get(set);
  }

  /** Whether it makes all these choices. */
  boolean isConsistentWith(List<OwnChoice> choices) {
    for (OwnChoice each : choices) {
      if (actions.get(each.set()) != each.action()) {
        return false;
      }
    }
    return true;
  }

  /** In words: the action at each set, a star where it never comes. */
  String describe(List<InformationSet> sets) {
    StringBuilder words = new StringBuilder();
    for (int set = 0; set < sets.size(); set++) {
      String word = action(set) == UNREACHED ? "*" : sets.get(set).labels().get(action(set));
      words.append(set == 0 ? "" : "/").append(word);
    }
    return sets.isEmpty() ? "*" : words.toString();
  }
}
