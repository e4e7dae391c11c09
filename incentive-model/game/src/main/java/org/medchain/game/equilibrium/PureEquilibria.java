package org.medchain.game.equilibrium;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.Vectors;

/** All equilibria in pure strategies of a game of any number of players, exactly. */
public final class PureEquilibria {
  private PureEquilibria() {}

  /** The pure equilibria, with more weight on early actions first; component 0: not known. */
  public static List<NashEquilibrium> of(Game game) {
    return IntStream.range(0, game.profileCount())
        .mapToObj(game::profile)
        .filter(profile -> isStable(game, profile))
        .sorted(Arrays::compare)
        .map(profile -> at(game, profile))
        .toList();
  }

  private static boolean isStable(Game game, int[] profile) {
    int[] other = profile.clone();
    for (int player = 0; player < profile.length; player++) {
      BigFraction own = game.exactPayoff(player, profile);
      for (other[player] = 0; other[player] < game.actionCount(player); other[player]++) {
        if (game.exactPayoff(player, other).compareTo(own) > 0) {
          return false;
        }
      }
      other[player] = profile[player];
    }
    return true;
  }

  private static NashEquilibrium at(Game game, int[] actions) {
    return NashEquilibrium.of(game, profile(game, actions), 0);
  }

  /** The actions as mixtures that play nothing else. */
  public static List<List<BigFraction>> profile(Game game, int... actions) {
    return Vectors.list(
        actions.length, player -> Fractions.unit(game.actionCount(player), actions[player]));
  }
}
