package org.medchain.game.repeated;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;

/**
 * A player's strategy in a repeated game as a Moore machine (Rubinstein 1986): what it does depends
 * on its state, its next state on the last profile. It starts in state 0. In a state it may mix its
 * actions; a machine that nowhere does is pure.
 *
 * @param name for people to read
 * @param mixes for each state, a probability for each action
 * @param next for each state, for each profile in the order of {@link Game#index}, the next state
 */
public record Automaton(String name, List<List<BigFraction>> mixes, List<List<Integer>> next) {
  /** Checks that all states exist. */
  public Automaton {
    mixes = mixes.stream().map(List::copyOf).toList();
    next = next.stream().map(List::copyOf).toList();
    int states = mixes.size();
    boolean inside =
        next.stream().flatMap(List::stream).allMatch(state -> state >= 0 && state < states);
    if (states == 0 || next.size() != states || !inside) {
      throw new IllegalArgumentException(
          "automaton '" + name + "' needs a row of states 0 to " + (states - 1) + " a state");
    }
  }

  /** A machine that mixes nowhere: an action number for each state. */
  public static Automaton pure(
      Game stage, int player, String name, List<Integer> actions, List<List<Integer>> next) {
    List<List<BigFraction>> mixes =
        actions.stream().map(action -> Fractions.unit(stage.actionCount(player), action)).toList();
    return new Automaton(name, mixes, next);
  }

  /** Always plays the same action. */
  public static Automaton always(Game stage, int player, int action) {
    return pure(
        stage, player, "always " + action, List.of(action), List.of(row(stage, profile -> 0)));
  }

  /** Cooperates until a player leaves the profile, then punishes forever (Friedman 1971). */
  public static Automaton grim(Game stage, int player, int[] cooperation, int punishment) {
    int agreed = stage.index(cooperation);
    return pure(
        stage,
        player,
        "grim trigger",
        List.of(cooperation[player], punishment),
        List.of(row(stage, profile -> profile == agreed ? 0 : 1), row(stage, profile -> 1)));
  }

  /**
   * Does what the other did in the round before, at first {@code first} (Axelrod 1984), in a game
   * of two players with as many actions each.
   */
  public static Automaton titForTat(Game stage, int player, int first) {
    List<Integer> actions = new ArrayList<>(List.of(first));
    for (int action = 0; action < stage.actionCount(player); action++) {
      if (action != first) {
        actions.add(action);
      }
    }
    List<Integer> row = row(stage, profile -> actions.indexOf(stage.profile(profile)[1 - player]));
    return pure(stage, player, "tit for tat", actions, actions.stream().map(each -> row).toList());
  }

  /**
   * Cooperates exactly after rounds in which both did the same (Pavlov: Kraines and Kraines 1989,
   * Nowak and Sigmund 1993), in a game of two players; action 0 is to cooperate, 1 to defect.
   */
  public static Automaton winStayLoseShift(Game stage, int player) {
    List<Integer> row =
        row(stage, profile -> stage.profile(profile)[0] == stage.profile(profile)[1] ? 0 : 1);
    return pure(stage, player, "win-stay, lose-shift", List.of(0, 1), List.of(row, row));
  }

  /**
   * The same with hands that tremble: so often another action than the one meant is played, each of
   * them as often (Selten 1975). The next state follows from what was played.
   */
  public Automaton withNoise(BigFraction noise) {
    List<List<BigFraction>> trembling =
        mixes.stream().map(mix -> StageGameDeviations.trembling(mix, noise)).toList();
    return new Automaton(name, trembling, next);
  }

  private static List<Integer> row(Game stage, IntUnaryOperator next) {
    return IntStream.range(0, stage.profileCount()).map(next).boxed().toList();
  }
}
