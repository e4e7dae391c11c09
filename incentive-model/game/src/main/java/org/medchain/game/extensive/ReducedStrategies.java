package org.medchain.game.extensive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.medchain.game.extensive.GameTreePlays.TreePosition;

/** All reduced pure strategies of one player. */
final class ReducedStrategies {
  /** More make tables that no method here can use. */
  static final int MAX_STRATEGIES = 20_000;

  private static final int OPEN = -2;

  private final GameTreePlays plays;
  private final int player;
  private final List<InformationSet> sets;
  private final List<ReducedStrategy> plans = new ArrayList<>();

  private ReducedStrategies(GameTreePlays plays, int player) {
    this.plays = plays;
    this.player = player;
    this.sets = plays.informationSets(player);
  }

  static List<ReducedStrategy> of(GameTreePlays plays, int player) {
    ReducedStrategies all = new ReducedStrategies(plays, player);
    int[] actions = new int[all.sets.size()];
    Arrays.fill(actions, OPEN);
    all.complete(actions);
    return all.plans;
  }

  /**
   * Decides the first set that the choices so far lead to. What a choice leads to is only known
   * once it is made, so sets are asked again after each.
   */
  private void complete(int[] actions) {
    for (int set = 0; set < actions.length; set++) {
      if (actions[set] == OPEN && leadsTo(actions, sets.get(set))) {
        for (int action = 0; action < sets.get(set).actions().size(); action++) {
          int[] longer = actions.clone();
          longer[set] = action;
          complete(longer);
        }
        return;
      }
    }
    if (plans.size() == MAX_STRATEGIES) {
      throw new IllegalArgumentException(
          "player " + (player + 1) + " has more than " + MAX_STRATEGIES + " reduced strategies");
    }
    plans.add(
        new ReducedStrategy(
            Arrays.stream(actions)
                .map(action -> action == OPEN ? ReducedStrategy.UNREACHED : action)
                .boxed()
                .toList()));
  }

  private boolean leadsTo(int[] actions, InformationSet set) {
    for (TreePosition place : plays.positions(set)) {
      boolean leads = true;
      for (GameTreePlays.OwnChoice each : place.choices().get(player)) {
        leads &= actions[each.set()] == each.action();
      }
      if (leads) {
        return true;
      }
    }
    return false;
  }
}
