package org.medchain.game.extensive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.Player;

/**
 * A finite game in extensive form (von Neumann and Morgenstern 1944; Kuhn 1953): who moves when,
 * knowing what. Payoffs are rational and belong to outcomes, of which a play may meet several; they
 * add up.
 *
 * @param title what it is called
 * @param players their names
 * @param root where it begins
 */
public record ExtensiveGame(String title, List<String> players, GameTreeNode root) {
  /** Longer plays are not followed: each step is one call deeper. */
  public static final int MAX_MOVES = 100;

  /**
   * A game of players who choose at the same time, as a tree in which they do so one after the
   * other without seeing anything.
   */
  public static ExtensiveGame of(Game game) {
    List<InformationSet> sets = new ArrayList<>();
    for (int player = 0; player < game.players().size(); player++) {
      sets.add(new InformationSet(player, 1, "", game.players().get(player).actions()));
    }
    GameTreeNode root = simultaneous(game, sets, new int[sets.size()], 0, new LinkedHashMap<>());
    return new ExtensiveGame(
        game.title(), game.players().stream().map(Player::name).toList(), root);
  }

  private static GameTreeNode simultaneous(
      Game game,
      List<InformationSet> sets,
      int[] profile,
      int player,
      Map<List<BigFraction>, GameTreeNode.NodeOutcome> outcomes) {
    if (player == profile.length) {
      List<BigFraction> payoffs = new ArrayList<>();
      for (int who = 0; who < profile.length; who++) {
        payoffs.add(game.exactPayoff(who, profile));
      }
      GameTreeNode.NodeOutcome outcome =
          outcomes.computeIfAbsent(
              payoffs, each -> new GameTreeNode.NodeOutcome(outcomes.size() + 1, "", each));
      return new GameTreeNode.TerminalNode("", Optional.of(outcome));
    }
    List<GameTreeNode> next = new ArrayList<>();
    for (int action = 0; action < game.actionCount(player); action++) {
      profile[player] = action;
      next.add(simultaneous(game, sets, profile, player + 1, outcomes));
    }
    return new GameTreeNode.DecisionNode("", sets.get(player), Optional.empty(), next);
  }
}
