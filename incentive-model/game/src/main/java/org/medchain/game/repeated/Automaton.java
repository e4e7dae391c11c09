package org.medchain.game.repeated;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.medchain.game.Game;

/**
 * A player's strategy in a repeated game as a Moore machine (Rubinstein 1986): what it does depends
 * on its state, its next state on what everybody did. It starts in state 0.
 *
 * @param name for people to read
 * @param actions the action number in each state
 * @param next for each state, for each profile in the order of {@link Game#index}, the next state
 */
public record Automaton(String name, List<Integer> actions, List<List<Integer>> next) {
  /** Checks that all states exist. */
  public Automaton {
    actions = List.copyOf(actions);
    next = next.stream().map(List::copyOf).toList();
    int states = actions.size();
    boolean inside =
        next.stream().flatMap(List::stream).allMatch(state -> state >= 0 && state < states);
    if (states == 0 || next.size() != states || !inside) {
      throw new IllegalArgumentException(
          "automaton '" + name + "' needs a row of states 0 to " + (states - 1) + " a state");
    }
  }

  /** Does the same whatever happens. */
  public static Automaton always(Game stage, int action) {
    return new Automaton("always " + action, List.of(action), List.of(row(stage, profile -> 0)));
  }

  /** Cooperates until anybody leaves the profile, then punishes forever (Friedman 1971). */
  public static Automaton grim(Game stage, int player, int[] cooperation, int punishment) {
    StageGameDeviations.requireProfile(stage, cooperation);
    int agreed = stage.index(cooperation);
    return new Automaton(
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
    return new Automaton("tit for tat", actions, actions.stream().map(each -> row).toList());
  }

  /**
   * Cooperates exactly after rounds in which both did the same (Pavlov: Kraines and Kraines 1989,
   * Nowak and Sigmund 1993), in a game of two players; action 0 is to cooperate, 1 to defect.
   */
  public static Automaton winStayLoseShift(Game stage) {
    List<Integer> row =
        row(stage, profile -> stage.profile(profile)[0] == stage.profile(profile)[1] ? 0 : 1);
    return new Automaton("win-stay, lose-shift", List.of(0, 1), List.of(row, row));
  }

  private static List<Integer> row(Game stage, IntUnaryOperator next) {
    return IntStream.range(0, stage.profileCount()).map(next).boxed().toList();
  }
}
