package org.medchain.game.solution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.LinearProgram;
import org.medchain.game.exact.LinearProgram.Relation;

/**
 * The rationalizable actions of a game of two players (Bernheim 1984, Pearce 1984): those that are
 * best against some belief about rationalizable actions of the other. Exact.
 *
 * <p>With two players they are what survives iterated strict dominance by mixed actions (Pearce
 * 1984, lemma 3), which is a second method. With more players the two differ unless beliefs may
 * correlate; such games are refused.
 *
 * @param beliefs for each player, for each of its actions in order, a belief over the other's
 *     actions that makes it best, or nothing if the action is not rationalizable
 */
public record Rationalizability(List<List<Optional<List<BigFraction>>>> beliefs) {
  public Rationalizability {
    beliefs = beliefs.stream().map(List::copyOf).toList();
  }

  /** Finds them. */
  public static Rationalizability of(Game game) {
    if (game.players().size() != 2) {
      throw new IllegalArgumentException(
          "rationalizability is for 2 players, not " + game.players().size());
    }
    List<List<Integer>> remaining = List.of(all(game.actionCount(0)), all(game.actionCount(1)));
    while (true) {
      List<List<Optional<List<BigFraction>>>> beliefs =
          List.of(beliefs(game, 0, remaining), beliefs(game, 1, remaining));
      List<List<Integer>> left = beliefs.stream().map(Rationalizability::present).toList();
      if (left.equals(remaining)) {
        return new Rationalizability(beliefs);
      }
      remaining = left;
    }
  }

  /** For each player, the numbers of its rationalizable actions, in ascending order. */
  public List<List<Integer>> actions() {
    return beliefs.stream().map(Rationalizability::present).toList();
  }

  private static List<Integer> all(int actions) {
    return IntStream.range(0, actions).boxed().toList();
  }

  private static List<Integer> present(List<Optional<List<BigFraction>>> beliefs) {
    return all(beliefs.size()).stream().filter(at -> beliefs.get(at).isPresent()).toList();
  }

  private static List<Optional<List<BigFraction>>> beliefs(
      Game game, int player, List<List<Integer>> remaining) {
    List<Optional<List<BigFraction>>> beliefs = new ArrayList<>();
    for (int action = 0; action < game.actionCount(player); action++) {
      beliefs.add(
          remaining.get(player).contains(action)
              ? belief(game, player, action, remaining.get(1 - player))
              : Optional.empty());
    }
    return beliefs;
  }

  private static Optional<List<BigFraction>> belief(
      Game game, int player, int action, List<Integer> others) {
    BigFraction[] nothing = Fractions.zeros(others.size());
    BigFraction[] ones = new BigFraction[others.size()];
    Arrays.fill(ones, BigFraction.ONE);
    LinearProgram program =
        new LinearProgram(nothing).addConstraint(Relation.EQUAL, BigFraction.ONE, ones);
    for (int rival = 0; rival < game.actionCount(player); rival++) {
      int better = rival;
      BigFraction[] gains =
          others.stream()
              .map(
                  other ->
                      payoff(game, player, better, other)
                          .subtract(payoff(game, player, action, other)))
              .toArray(BigFraction[]::new);
      program.addConstraint(Relation.AT_MOST, BigFraction.ZERO, gains);
    }
    if (program.maximise() instanceof LinearProgram.Optimum found) {
      BigFraction[] belief = Fractions.zeros(game.actionCount(1 - player));
      for (int at = 0; at < ones.length; at++) {
        belief[others.get(at)] = found.solution().get(at);
      }
      return Optional.of(List.of(belief));
    }
    return Optional.empty();
  }

  private static BigFraction payoff(Game game, int player, int own, int other) {
    return player == 0 ? game.exactPayoff(0, own, other) : game.exactPayoff(1, other, own);
  }
}
