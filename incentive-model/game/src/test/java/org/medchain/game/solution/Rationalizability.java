package org.medchain.game.solution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.LinearProgram;
import org.medchain.game.exact.LinearProgram.Relation;

/**
 * The rationalizable actions of a game of two players by their definition (Bernheim 1984, Pearce
 * 1984): those that are best against some belief about rationalizable actions of the other.
 */
final class Rationalizability {
  private Rationalizability() {}

  static List<List<Integer>> actions(Game game) {
    List<List<Integer>> remaining = List.of(all(game, 0), all(game, 1));
    while (true) {
      List<List<Integer>> before = remaining;
      List<List<Integer>> left = new ArrayList<>();
      for (int player : List.of(0, 1)) {
        left.add(
            before.get(player).stream()
                .filter(action -> hasBelief(game, player, action, before.get(1 - player)))
                .toList());
      }
      if (left.equals(before)) {
        return left;
      }
      remaining = left;
    }
  }

  private static List<Integer> all(Game game, int player) {
    return IntStream.range(0, game.actionCount(player)).boxed().toList();
  }

  private static boolean hasBelief(Game game, int player, int action, List<Integer> others) {
    BigFraction[] ones = new BigFraction[others.size()];
    Arrays.fill(ones, BigFraction.ONE);
    LinearProgram program =
        new LinearProgram(Fractions.zeros(others.size()))
            .addConstraint(Relation.EQUAL, BigFraction.ONE, ones);
    for (int rival : all(game, player)) {
      program.addConstraint(
          Relation.AT_MOST,
          BigFraction.ZERO,
          others.stream()
              .map(
                  other ->
                      payoff(game, player, rival, other)
                          .subtract(payoff(game, player, action, other)))
              .toArray(BigFraction[]::new));
    }
    return program.maximise() instanceof LinearProgram.Optimum;
  }

  private static BigFraction payoff(Game game, int player, int own, int other) {
    return player == 0 ? game.exactPayoff(0, own, other) : game.exactPayoff(1, other, own);
  }
}
