package org.medchain.game.equilibrium;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;

/** All equilibria in pure strategies of a game of any number of players, exactly. */
public final class PureEquilibria {
  private PureEquilibria() {}

  /** The pure equilibria, with more weight on early actions first; component 0: not known. */
  public static List<NashEquilibrium> of(Game game) {
    BitSet stable = new BitSet(game.profileCount());
    stable.set(0, game.profileCount());
    for (int player = 0; player < game.players().size(); player++) {
      for (int index = 0; index < game.profileCount(); index++) {
        int[] profile = game.profile(index);
        if (profile[player] == 0) {
          keepBestReplies(game, player, profile, stable);
        }
      }
    }
    return stable.stream()
        .mapToObj(game::profile)
        .sorted(Arrays::compare)
        .map(profile -> at(game, profile))
        .toList();
  }

  private static void keepBestReplies(Game game, int player, int[] profile, BitSet stable) {
    int actions = game.actionCount(player);
    BigFraction[] yields = new BigFraction[actions];
    BigFraction best = game.exactPayoff(player, profile);
    for (int action = 0; action < actions; action++) {
      profile[player] = action;
      yields[action] = game.exactPayoff(player, profile);
      best = yields[action].compareTo(best) > 0 ? yields[action] : best;
    }
    for (int action = 0; action < actions; action++) {
      if (yields[action].compareTo(best) < 0) {
        profile[player] = action;
        stable.clear(game.index(profile));
      }
    }
  }

  private static NashEquilibrium at(Game game, int[] actions) {
    List<List<BigFraction>> profile = new ArrayList<>();
    for (int player = 0; player < actions.length; player++) {
      profile.add(Fractions.unit(game.actionCount(player), actions[player]));
    }
    return NashEquilibrium.of(game, profile, 0);
  }
}
