package org.medchain.study.file;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.game.repeated.Automaton;
import org.medchain.game.repeated.JointAutomaton;
import org.medchain.game.repeated.MemoryOneStrategy;

/**
 * A game of two players who are alike that is played again and again, and the strategies that play
 * it (GAME-27).
 *
 * @param stage the game of one round
 * @param plans the strategies
 * @param discount δ, the weight of a round against the one before it
 * @param noise how often another action is played than the one that was meant
 */
public record Repetition(Game stage, List<Plan> plans, BigFraction discount, BigFraction noise) {
  public Repetition {
    plans = List.copyOf(plans);
  }

  /**
   * A strategy.
   *
   * @param name for people to read
   * @param states names of the machine's states
   * @param machines the strategy without errors, as the first player and as the second plays it
   * @param memory the same where it looks at the round before alone
   */
  public record Plan(
      String name,
      List<String> states,
      List<Automaton> machines,
      Optional<MemoryOneStrategy> memory) {
    public Plan {
      states = List.copyOf(states);
      machines = List.copyOf(machines);
    }
  }

  /** Names of the strategies. */
  public List<String> names() {
    return plans.stream().map(Plan::name).toList();
  }

  /** The machines of two strategies side by side; hands tremble, those of deviators too. */
  public JointAutomaton meant(int first, int second) {
    return trembling(JointAutomaton.of(stage, machines(first, second)));
  }

  /** The same with errors as a part of the machines, so that rounds are those played. */
  public JointAutomaton played(int first, int second) {
    List<Automaton> machines =
        machines(first, second).stream().map(each -> each.withNoise(noise)).toList();
    return JointAutomaton.of(stage, machines);
  }

  private List<Automaton> machines(int first, int second) {
    return List.of(plans.get(first).machines().get(0), plans.get(second).machines().get(1));
  }

  /** With the errors of this game. */
  public JointAutomaton trembling(JointAutomaton joint) {
    return noise.getNumerator().signum() == 0 ? joint : joint.withNoise(noise);
  }

  /** The game in which each player chooses a strategy once and for all: discounted payoffs. */
  Game table(String title) {
    List<Player> players =
        stage.players().stream().map(each -> new Player(each.name(), names())).toList();
    return Game.ofExact(
        title,
        players,
        (player, at) -> played(at[0], at[1]).withDiscount(discount).values(player).get(0));
  }
}
