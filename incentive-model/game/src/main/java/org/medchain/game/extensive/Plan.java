package org.medchain.game.extensive;

import java.util.List;
import org.medchain.game.extensive.Plays.Choice;

/**
 * A reduced pure strategy: an action for each information set that the strategy itself does not
 * rule out.
 *
 * @param actions one for each set of the player; {@link #NONE} where the strategy never comes
 */
record Plan(List<Integer> actions) {
  /** Nothing is said there. */
  static final int NONE = -1;

  Plan {
    actions = List.copyOf(actions);
  }

  int action(int set) {
    return actions.get(set);
  }

  /** Whether it makes all these choices. */
  boolean makes(List<Choice> choices) {
    for (Choice each : choices) {
      if (actions.get(each.set()) != each.action()) {
        return false;
      }
    }
    return true;
  }

  /** In words: the action at each set, a star where it never comes. */
  String words(List<InformationSet> sets) {
    StringBuilder words = new StringBuilder();
    for (int set = 0; set < sets.size(); set++) {
      String word = action(set) == NONE ? "*" : sets.get(set).labels().get(action(set));
      words.append(set == 0 ? "" : "/").append(word);
    }
    return sets.isEmpty() ? "*" : words.toString();
  }
}
