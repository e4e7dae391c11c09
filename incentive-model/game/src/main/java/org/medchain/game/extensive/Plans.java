package org.medchain.game.extensive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.medchain.game.extensive.Plays.Place;

/** All reduced pure strategies of one player. */
final class Plans {
  /** More make tables that no method here can use. */
  static final int MOST = 20_000;

  private static final int OPEN = -2;

  private final Plays plays;
  private final int player;
  private final List<InformationSet> sets;
  private final List<Plan> plans = new ArrayList<>();

  private Plans(Plays plays, int player) {
    this.plays = plays;
    this.player = player;
    this.sets = plays.sets(player);
  }

  static List<Plan> of(Plays plays, int player) {
    Plans all = new Plans(plays, player);
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
    if (plans.size() == MOST) {
      throw new IllegalArgumentException(
          "player " + (player + 1) + " has more than " + MOST + " reduced strategies");
    }
    plans.add(
        new Plan(
            Arrays.stream(actions)
                .map(action -> action == OPEN ? Plan.NONE : action)
                .boxed()
                .toList()));
  }

  private boolean leadsTo(int[] actions, InformationSet set) {
    for (Place place : plays.places(set)) {
      boolean leads = true;
      for (Plays.Choice each : place.choices().get(player)) {
        leads &= actions[each.set()] == each.action();
      }
      if (leads) {
        return true;
      }
    }
    return false;
  }
}
