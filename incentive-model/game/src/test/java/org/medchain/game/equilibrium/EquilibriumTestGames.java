package org.medchain.game.equilibrium;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.Player;

/** Games and checks that the tests of this package share. */
final class EquilibriumTestGames {
  private EquilibriumTestGames() {}

  /** A game from its payoffs, all players' at a profile together, first action fastest. */
  static Game of(int[] sizes, double... payoffs) {
    List<Player> players = new ArrayList<>();
    for (int size : sizes) {
      players.add(Player.numbered("player", size));
    }
    BigFraction[][] table = new BigFraction[sizes.length][payoffs.length / sizes.length];
    for (int at = 0; at < payoffs.length; at++) {
      table[at % sizes.length][at / sizes.length] = Game.rational(payoffs[at]);
    }
    return Game.of("test", players, table);
  }

  /** A game whose payoffs are drawn from 0, 1, …, {@code bound} - 1: few values make ties. */
  static Game random(long seed, int bound, int... sizes) {
    SplittableRandom random = new SplittableRandom(seed);
    int count = IntStream.of(sizes).reduce(sizes.length, Math::multiplyExact);
    return of(sizes, IntStream.range(0, count).mapToDouble(at -> random.nextInt(bound)).toArray());
  }

  /** Von Stengel's game: both matrices of 1999, the column player's the other's turned about. */
  static Game vonStengel() {
    double[][] row = {
      {9504, -660, 19976, -20526, 1776, -8976},
      {-111771, 31680, -130944, 168124, -8514, 52764},
      {397584, -113850, 451176, -586476, 29216, -178761},
      {171204, -45936, 208626, -263076, 14124, -84436},
      {1303104, -453420, 1227336, -1718376, 72336, -461736},
      {737154, -227040, 774576, -1039236, 48081, -300036}
    };
    double[][] column = {
      {72336, 48081, 29216, 14124, 1776, -8514},
      {-461736, -300036, -178761, -84436, -8976, 52764},
      {1227336, 774576, 451176, 208626, 19976, -130944},
      {-1718376, -1039236, -586476, -263076, -20526, 168124},
      {1303104, 737154, 397584, 171204, 9504, -111771},
      {-453420, -227040, -113850, -45936, -660, 31680}
    };
    return Game.bimatrix("von Stengel 1999", row, column);
  }

  static List<String> shown(NashSearchResult solution) {
    return solution.equilibria().stream().map(EquilibriumTestGames::shown).toList();
  }

  /** For example {@code "1/2 1/2 | 1 0"}. */
  static String shown(NashEquilibrium equilibrium) {
    return equilibrium.profile().stream()
        .map(
            strategy ->
                strategy.stream()
                    .map(each -> each.toString().replace(" ", ""))
                    .collect(Collectors.joining(" ")))
        .collect(Collectors.joining(" | "));
  }

  /** Whether the profile is an equilibrium, by the definition and exactly. */
  static boolean isEquilibrium(Game game, List<List<BigFraction>> profile) {
    for (int player = 0; player < profile.size(); player++) {
      BigFraction own = BigFraction.ZERO;
      BigFraction best = null;
      for (int action = 0; action < game.actionCount(player); action++) {
        BigFraction yield = actionPayoff(game, player, action, profile);
        own = own.add(yield.multiply(profile.get(player).get(action)));
        best = best == null || yield.compareTo(best) > 0 ? yield : best;
      }
      if (!own.equals(best)) {
        return false;
      }
    }
    return true;
  }

  private static BigFraction actionPayoff(
      Game game, int player, int action, List<List<BigFraction>> profile) {
    BigFraction sum = BigFraction.ZERO;
    for (int index = 0; index < game.profileCount(); index++) {
      int[] at = game.profile(index);
      if (at[player] == action) {
        BigFraction weight = game.exactPayoff(player, at);
        for (int other = 0; other < at.length; other++) {
          weight = other == player ? weight : weight.multiply(profile.get(other).get(at[other]));
        }
        sum = sum.add(weight);
      }
    }
    return sum;
  }
}
