package org.medchain.game.repeated;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.LinearSystem;
import org.medchain.game.exact.Vectors;
import org.medchain.game.repeated.JointAutomaton.AutomatonState;

/**
 * A joint automaton at one discount factor: values by exact equations, one-shot deviations
 * (Blackwell 1965) and best replies (Howard 1960).
 *
 * <p>Searched: all deviations of one player at a time, of any kind, which the one-shot deviation
 * principle covers; deviations of several players together are not.
 */
public final class DiscountedAutomaton {
  /** In place of an action: the player mixes as its strategy says. */
  private static final int AS_MEANT = -1;

  private final JointAutomaton automaton;
  private final Game stage;
  private final BigFraction discount;

  /** For each player, the value of each state. */
  private final List<List<BigFraction>> values;

  DiscountedAutomaton(JointAutomaton automaton, BigFraction discount) {
    StageGameDeviations.requireDiscount(discount);
    this.automaton = automaton;
    this.stage = automaton.stage();
    this.discount = discount;
    this.values =
        Vectors.list(stage.players().size(), own -> solve(state -> round(state, own, AS_MEANT)));
  }

  /**
   * The best that a player can do against the others' strategies.
   *
   * @param values what it gets on average, from each state on
   * @param actions an action number for each state that gets it that
   */
  public record BestReply(List<BigFraction> values, List<Integer> actions) {}

  /** What a round in a state pays a player, and a probability for each state that follows. */
  private record Round(BigFraction payoff, List<BigFraction> next) {}

  /** The average value of each state for {@code player}. */
  public List<BigFraction> values(int player) {
    return values.get(player);
  }

  /**
   * Whether no deviation is profitable after any history: a subgame-perfect equilibrium. It is
   * enough to look at deviations of one round, after which the player returns to its strategy.
   */
  public boolean isSubgamePerfect() {
    for (int state = 0; state < automaton.states().size(); state++) {
      for (int player = 0; player < values.size(); player++) {
        BigFraction kept = values.get(player).get(state);
        for (int action = 0; action < stage.actionCount(player); action++) {
          if (!automaton.states().get(state).always(player, action)
              && once(state, player, action, values.get(player)).compareTo(kept) > 0) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** Whether no deviation is profitable from the start on; threats need not be credible. */
  public boolean isNash() {
    return IntStream.range(0, values.size())
        .allMatch(player -> temptation(player).compareTo(BigFraction.ZERO) <= 0);
  }

  /** What {@code player} gains from the start on by its best reply: 0 or more. */
  public BigFraction temptation(int player) {
    return bestReplyValues(player).values().get(0).subtract(values.get(player).get(0));
  }

  /**
   * What {@code player} gets in each state with the best of all its strategies against the others',
   * by policy iteration, which ends after finitely many exact improvements.
   */
  public BestReply bestReplyValues(int player) {
    int size = automaton.states().size();
    int[] policy = new int[size];
    for (int state = 0; state < size; state++) {
      while (!automaton.states().get(state).plays(player, policy[state])) {
        policy[state]++;
      }
    }
    while (true) {
      int[] tried = policy.clone();
      List<BigFraction> value = solve(state -> round(state, player, tried[state]));
      for (int state = 0; state < size; state++) {
        BigFraction best = value.get(state);
        for (int action = 0; action < stage.actionCount(player); action++) {
          BigFraction other = once(state, player, action, value);
          if (other.compareTo(best) > 0) {
            best = other;
            policy[state] = action;
          }
        }
      }
      if (Arrays.equals(tried, policy)) {
        return new BestReply(value, Arrays.stream(policy).boxed().toList());
      }
    }
  }

  /** One round with this action, then {@code future}. */
  private BigFraction once(int state, int player, int action, List<BigFraction> future) {
    Round round = round(state, player, action);
    BigFraction later = Fractions.weighed(round.next(), future::get);
    return weighed(round.payoff()).add(discount.multiply(later));
  }

  private BigFraction weighed(BigFraction payoff) {
    return BigFraction.ONE.subtract(discount).multiply(payoff);
  }

  /** v = (1 − δ) u + δ P v. */
  private List<BigFraction> solve(IntFunction<Round> rounds) {
    int size = automaton.states().size();
    List<Round> all = Vectors.list(size, rounds);
    return LinearSystem.fixedPoint(
        Fractions.matrix(
            size, size, (state, to) -> discount.multiply(all.get(state).next().get(to))),
        Fractions.vector(size, state -> weighed(all.get(state).payoff())));
  }

  /** Over what the others play here, with one player's action or {@link #AS_MEANT}. */
  private Round round(int state, int player, int action) {
    AutomatonState here = automaton.states().get(state);
    List<List<BigFraction>> mixes = new ArrayList<>(here.mixes());
    if (action != AS_MEANT) {
      mixes.set(player, Fractions.unit(stage.actionCount(player), action));
    }
    List<BigFraction> likely = StageGameDeviations.probabilities(stage, mixes);
    return new Round(
        Fractions.weighed(likely, index -> stage.exactPayoff(player, stage.profile(index))),
        JointAutomaton.mixture(likely, here.next()));
  }
}
