package org.medchain.game.repeated;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;

/**
 * A profile of strategies of a repeated game that depend on a public state (Abreu, Pearce and
 * Stacchetti 1990): in each state each player has an action; the next state is drawn from a
 * distribution that depends on what everybody did. Every state counts as reachable.
 *
 * @param stage the game of one round
 * @param states the first is where play starts
 */
public record JointAutomaton(Game stage, List<AutomatonState> states) {
  /**
   * A state.
   *
   * @param name for people to read
   * @param actions an action number for each player
   * @param next for each profile in the order of {@link Game#index}, a probability for each state
   */
  public record AutomatonState(String name, List<Integer> actions, List<List<BigFraction>> next) {
    /** Copies the lists. */
    public AutomatonState {
      actions = List.copyOf(actions);
      next = next.stream().map(List::copyOf).toList();
    }

    int[] profile() {
      return actions.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /** Checks the shapes and that probabilities sum to 1. */
  public JointAutomaton {
    states = List.copyOf(states);
    for (AutomatonState state : states) {
      StageGameDeviations.requireProfile(stage, state.profile());
      int count = states.size();
      boolean right =
          state.next().size() == stage.profileCount()
              && state.next().stream().allMatch(row -> row.size() == count && distribution(row));
      if (!right) {
        throw new IllegalArgumentException(
            "state '" + state.name() + "' needs a distribution over states for each profile");
      }
    }
  }

  private static boolean distribution(List<BigFraction> row) {
    BigFraction sum = row.stream().reduce(BigFraction.ZERO, BigFraction::add);
    return sum.equals(BigFraction.ONE)
        && row.stream().allMatch(each -> each.compareTo(BigFraction.ZERO) >= 0);
  }

  /** Machines side by side: the states are those that some play can lead to. */
  public static JointAutomaton of(Game stage, List<Automaton> players) {
    if (players.size() != stage.players().size()) {
      throw new IllegalArgumentException(
          players.size() + " automata for " + stage.players().size() + " players");
    }
    List<List<Integer>> found = new ArrayList<>();
    found.add(players.stream().map(each -> 0).toList());
    List<List<Integer>> targets = new ArrayList<>();
    for (int at = 0; at < found.size(); at++) {
      List<Integer> row = new ArrayList<>();
      for (int profile = 0; profile < stage.profileCount(); profile++) {
        List<Integer> next = new ArrayList<>();
        for (int player = 0; player < players.size(); player++) {
          next.add(players.get(player).next().get(found.get(at).get(player)).get(profile));
        }
        if (!found.contains(next)) {
          found.add(next);
        }
        row.add(found.indexOf(next));
      }
      targets.add(row);
    }
    List<AutomatonState> states = new ArrayList<>();
    for (int at = 0; at < found.size(); at++) {
      List<Integer> actions = new ArrayList<>();
      for (int player = 0; player < players.size(); player++) {
        actions.add(players.get(player).actions().get(found.get(at).get(player)));
      }
      List<List<BigFraction>> next =
          targets.get(at).stream().map(target -> certain(found.size(), target)).toList();
      states.add(new AutomatonState(found.get(at).toString(), actions, next));
    }
    return new JointAutomaton(stage, states);
  }

  /**
   * A permanent ban, with errors: all play {@code cooperation} until a ban, then {@code banned}
   * forever. With {@code detected} = 1 and {@code mistaken} = 0 it is grim trigger.
   *
   * @param detected the probability that a round in which somebody deviates leads to the ban
   * @param mistaken the probability that a round in which nobody does leads there
   */
  public static JointAutomaton permanentBan(
      Game stage, int[] cooperation, int[] banned, BigFraction detected, BigFraction mistaken) {
    StageGameDeviations.requireProfile(stage, cooperation);
    StageGameDeviations.requireProbability(detected);
    StageGameDeviations.requireProbability(mistaken);
    int agreed = stage.index(cooperation);
    List<List<BigFraction>> trusted = new ArrayList<>();
    List<List<BigFraction>> forever = new ArrayList<>();
    for (int profile = 0; profile < stage.profileCount(); profile++) {
      BigFraction out = profile == agreed ? mistaken : detected;
      trusted.add(List.of(BigFraction.ONE.subtract(out), out));
      forever.add(certain(2, 1));
    }
    return new JointAutomaton(
        stage,
        List.of(
            new AutomatonState("trusted", Arrays.stream(cooperation).boxed().toList(), trusted),
            new AutomatonState("banned", Arrays.stream(banned).boxed().toList(), forever)));
  }

  private static List<BigFraction> certain(int states, int target) {
    BigFraction[] row = new BigFraction[states];
    Arrays.fill(row, BigFraction.ZERO);
    row[target] = BigFraction.ONE;
    return List.of(row);
  }

  /** What it yields, and who gains by deviating, at a discount factor from 0 to less than 1. */
  public DiscountedAutomaton withDiscount(BigFraction discount) {
    return new DiscountedAutomaton(this, discount);
  }
}
