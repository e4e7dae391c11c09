package org.medchain.game.equilibrium;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.Vectors;
import org.medchain.game.solution.Dominance;
import org.medchain.game.solution.IteratedDominance;

/**
 * A game without the actions that another one strictly dominates, again and again, and without the
 * players who then have no choice. It has the same equilibria (Luce and Raiffa 1957), and is often
 * much smaller.
 */
final class StrictDominanceReduction {
  private final Game game;
  private final List<List<Integer>> kept;
  private final List<Integer> activePlayers = new ArrayList<>();
  private final Game core;

  StrictDominanceReduction(Game game) {
    this.game = game;
    this.kept = IteratedDominance.of(game, Dominance.STRICT_BY_PURE).survivors();
    for (int player = 0; player < kept.size(); player++) {
      if (kept.get(player).size() > 1) {
        activePlayers.add(player);
      }
    }
    this.core = core();
  }

  /** The smaller game; it has two players at least, of whom some may have nothing to choose. */
  Game game() {
    return core;
  }

  /** How many players have a choice. */
  int activePlayers() {
    return activePlayers.size();
  }

  /** How many actions were left out. */
  int eliminatedActions() {
    return IntStream.range(0, kept.size()).map(p -> game.actionCount(p) - kept.get(p).size()).sum();
  }

  /** The equilibrium of the whole game that one of the smaller game is. */
  NashEquilibrium lift(NashEquilibrium small) {
    List<List<BigFraction>> profile =
        Vectors.list(
            kept.size(),
            player -> {
              int at = activePlayers.indexOf(player);
              return lift(player, at < 0 ? List.of(BigFraction.ONE) : small.profile().get(at));
            });
    return NashEquilibrium.inBox(game, profile, small.component(), small.radius());
  }

  /** The subset of the whole game; only for games of one or two players. */
  NashSubset lift(NashSubset small) {
    return new NashSubset(
        small.component(),
        expandAll(0, small.first(), small.second()),
        kept.size() < 2 ? List.of() : expandAll(1, small.first(), small.second()));
  }

  private List<List<BigFraction>> expandAll(
      int player, List<List<BigFraction>> first, List<List<BigFraction>> second) {
    int at = activePlayers.indexOf(player);
    List<List<BigFraction>> strategies =
        at < 0 ? List.of(List.of(BigFraction.ONE)) : at == 0 ? first : second;
    return strategies.stream().map(each -> lift(player, each)).toList();
  }

  private List<BigFraction> lift(int player, List<BigFraction> small) {
    return Fractions.spread(game.actionCount(player), kept.get(player), small);
  }

  private Game core() {
    List<Player> players = new ArrayList<>();
    for (int player : activePlayers) {
      Player all = game.players().get(player);
      players.add(
          new Player(all.name(), kept.get(player).stream().map(all.actions()::get).toList()));
    }
    while (players.size() < 2) {
      players.add(Player.numbered("nobody", 1));
    }
    return Game.ofExact(
        game.title(),
        players,
        (who, at) ->
            who < activePlayers.size()
                ? game.exactPayoff(activePlayers.get(who), wholeProfile(at))
                : BigFraction.ZERO);
  }

  private int[] wholeProfile(int[] at) {
    int[] whole = kept.stream().mapToInt(own -> own.get(0)).toArray();
    for (int who = 0; who < activePlayers.size(); who++) {
      int player = activePlayers.get(who);
      whole[player] = kept.get(player).get(at[who]);
    }
    return whole;
  }
}
