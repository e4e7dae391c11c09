package org.medchain.game.repeated;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.LinearSystem;

/**
 * A joint automaton at one discount factor: values by exact equations (and, as a second method, by
 * value iteration), one-shot deviations (Blackwell 1965) and best replies (Howard 1960).
 *
 * <p>Searched: all deviations of one player at a time, of any kind, which the one-shot deviation
 * principle covers; deviations of several players together are not.
 */
public final class DiscountedAutomaton {
  private final JointAutomaton automaton;
  private final Game stage;
  private final BigFraction discount;

  /** For each player, the value of each state. */
  private final List<List<BigFraction>> values = new ArrayList<>();

  DiscountedAutomaton(JointAutomaton automaton, BigFraction discount) {
    StageGameDeviations.requireDiscount(discount);
    this.automaton = automaton;
    this.stage = automaton.stage();
    this.discount = discount;
    for (int player = 0; player < stage.players().size(); player++) {
      int own = player;
      values.add(
          solve(player, automaton.states().stream().mapToInt(s -> s.actions().get(own)).toArray()));
    }
  }

  /**
   * A deviation for one round, after which the player returns to its strategy.
   *
   * @param state the number of the state
   * @param player numbered from 0
   * @param action what it does instead
   * @param gain in average value; positive if it pays
   */
  public record OneShotDeviation(int state, int player, int action, BigFraction gain) {}

  /** The average value of each state for {@code player}. */
  public List<BigFraction> values(int player) {
    return values.get(player);
  }

  /** The same by value iteration, until a bound on what is missing is below {@code tolerance}. */
  public double[] valueIteration(int player, double tolerance) {
    double weight = Game.toDouble(discount);
    double[] current = new double[automaton.states().size()];
    double missing = Double.POSITIVE_INFINITY;
    while (missing > tolerance) {
      double[] next = new double[current.length];
      double change = 0;
      for (int state = 0; state < current.length; state++) {
        int[] profile = automaton.states().get(state).profile();
        double future = 0;
        List<BigFraction> row = next(state, profile);
        for (int to = 0; to < current.length; to++) {
          future += Game.toDouble(row.get(to)) * current[to];
        }
        next[state] = (1 - weight) * stage.payoff(player, profile) + weight * future;
        change = Math.max(change, Math.abs(next[state] - current[state]));
      }
      current = next;
      missing = change * weight / (1 - weight);
    }
    return current;
  }

  /** The one-shot deviation that gains most, or loses least; the players have other actions. */
  public OneShotDeviation bestOneShotDeviation() {
    OneShotDeviation best = null;
    for (int state = 0; state < automaton.states().size(); state++) {
      for (int player = 0; player < values.size(); player++) {
        for (int action = 0; action < stage.actionCount(player); action++) {
          if (action != automaton.states().get(state).actions().get(player)) {
            BigFraction value = once(state, player, action, values.get(player));
            BigFraction gain = value.subtract(values.get(player).get(state));
            if (best == null || gain.compareTo(best.gain()) > 0) {
              best = new OneShotDeviation(state, player, action, gain);
            }
          }
        }
      }
    }
    return best == null ? new OneShotDeviation(0, 0, 0, BigFraction.ZERO) : best;
  }

  /** Whether nobody gains by deviating after any history: a subgame-perfect equilibrium. */
  public boolean isSubgamePerfect() {
    return bestOneShotDeviation().gain().compareTo(BigFraction.ZERO) <= 0;
  }

  /** Whether nobody gains from the start on; threats need not be credible. */
  public boolean isNash() {
    for (int player = 0; player < values.size(); player++) {
      if (bestReplyValues(player).get(0).compareTo(values.get(player).get(0)) > 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * What {@code player} gets in each state with the best of all its strategies against the others',
   * by policy iteration, which ends after finitely many exact improvements.
   */
  public List<BigFraction> bestReplyValues(int player) {
    int[] policy =
        automaton.states().stream().mapToInt(state -> state.actions().get(player)).toArray();
    while (true) {
      List<BigFraction> value = solve(player, policy);
      boolean improved = false;
      for (int state = 0; state < policy.length; state++) {
        BigFraction best = value.get(state);
        for (int action = 0; action < stage.actionCount(player); action++) {
          BigFraction other = once(state, player, action, value);
          if (other.compareTo(best) > 0) {
            best = other;
            policy[state] = action;
            improved = true;
          }
        }
      }
      if (!improved) {
        return value;
      }
    }
  }

  /** One round with this action, then {@code future}. */
  private BigFraction once(int state, int player, int action, List<BigFraction> future) {
    int[] profile =
        StageGameDeviations.deviate(automaton.states().get(state).profile(), player, action);
    BigFraction later = BigFraction.ZERO;
    List<BigFraction> row = next(state, profile);
    for (int to = 0; to < row.size(); to++) {
      later = later.add(row.get(to).multiply(future.get(to)));
    }
    BigFraction now =
        BigFraction.ONE.subtract(discount).multiply(stage.exactPayoff(player, profile));
    return now.add(discount.multiply(later));
  }

  /** The values when {@code player} has this action in each state: (I − δP) v = (1 − δ) u. */
  private List<BigFraction> solve(int player, int[] policy) {
    int size = policy.length;
    BigFraction[][] rows = new BigFraction[size][size];
    BigFraction[] right = new BigFraction[size];
    for (int state = 0; state < size; state++) {
      int[] profile =
          StageGameDeviations.deviate(
              automaton.states().get(state).profile(), player, policy[state]);
      List<BigFraction> row = next(state, profile);
      for (int to = 0; to < size; to++) {
        rows[state][to] = discount.multiply(row.get(to)).negate();
      }
      rows[state][state] = rows[state][state].add(BigFraction.ONE);
      right[state] =
          BigFraction.ONE.subtract(discount).multiply(stage.exactPayoff(player, profile));
    }
    return LinearSystem.solve(rows, right).orElseThrow();
  }

  private List<BigFraction> next(int state, int[] profile) {
    return automaton.states().get(state).next().get(stage.index(profile));
  }

  @Override
  public String toString() {
    return Arrays.toString(values.stream().map(each -> each.get(0)).toArray()) + " at " + discount;
  }
}
