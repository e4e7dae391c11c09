package org.medchain.game.solution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.LinearProgram;
import org.medchain.game.exact.LinearProgram.Relation;

/** What it takes for an action to be dominated by others of the same player (GAME-10). */
public enum Dominance {
  /** A pure or mixed action is better against everything. */
  STRICT,
  /** A pure action is better against everything. */
  STRICT_BY_PURE,
  /** A pure or mixed action is never worse and at least once better. */
  WEAK;

  /**
   * The action that dominates, if there is one; a pure one if possible.
   *
   * @param remaining for each player, the actions that are still in the game
   */
  Optional<List<BigFraction>> dominatingStrategy(
      Game game, List<List<Integer>> remaining, int player, int action) {
    List<Integer> rivals = new ArrayList<>(remaining.get(player));
    rivals.remove(Integer.valueOf(action));
    if (rivals.isEmpty()) {
      return Optional.empty();
    }
    for (int rival : rivals) {
      if (dominates(game, remaining, player, action, rival)) {
        return Optional.of(Fractions.unit(game.actionCount(player), rival));
      }
    }
    return this == STRICT_BY_PURE
        ? Optional.empty()
        : mixed(gains(game, remaining, player, action, rivals), rivals, game.actionCount(player));
  }

  private boolean dominates(
      Game game, List<List<Integer>> remaining, int player, int action, int rival) {
    Supplier<IntStream> gains =
        () ->
            profiles(game, remaining, player, action)
                .map(profile -> gain(game, player, profile, rival))
                .mapToInt(Fractions::sign);
    return this == WEAK
        ? gains.get().allMatch(sign -> sign >= 0) && gains.get().anyMatch(sign -> sign > 0)
        : gains.get().allMatch(sign -> sign > 0);
  }

  /**
   * By linear programme: strictly, the smallest gain is made as large as possible; weakly, the sum
   * of the gains, none of which may be negative.
   */
  private Optional<List<BigFraction>> mixed(
      List<BigFraction[]> gains, List<Integer> rivals, int actions) {
    int size = rivals.size();
    int all = this == STRICT ? size + 1 : size;
    BigFraction[] objective =
        Fractions.vector(
            all,
            at ->
                this == STRICT
                    ? Fractions.oneIf(at == size)
                    : Fractions.sum(gains.size(), row -> gains.get(row)[at]));
    LinearProgram program =
        new LinearProgram(objective)
            .addConstraint(
                Relation.EQUAL,
                BigFraction.ONE,
                Fractions.vector(all, at -> Fractions.oneIf(at < size)));
    for (BigFraction[] row : gains) {
      program.addConstraint(
          Relation.AT_LEAST,
          BigFraction.ZERO,
          Fractions.vector(all, at -> at < size ? row[at] : BigFraction.MINUS_ONE));
    }
    if (program.maximise() instanceof LinearProgram.Optimum optimum
        && Fractions.sign(optimum.value()) > 0) {
      return Optional.of(Fractions.spread(actions, rivals, optimum.solution()));
    }
    return Optional.empty();
  }

  /** For each remaining profile of the others, what each rival gains over the action. */
  private static List<BigFraction[]> gains(
      Game game, List<List<Integer>> remaining, int player, int action, List<Integer> rivals) {
    return profiles(game, remaining, player, action)
        .map(
            profile ->
                rivals.stream()
                    .map(rival -> gain(game, player, profile, rival))
                    .toArray(BigFraction[]::new))
        .toList();
  }

  private static Stream<int[]> profiles(
      Game game, List<List<Integer>> remaining, int player, int action) {
    return IntStream.range(0, game.profileCount())
        .mapToObj(game::profile)
        .filter(
            profile ->
                profile[player] == action
                    && IntStream.range(0, profile.length)
                        .allMatch(who -> remaining.get(who).contains(profile[who])));
  }

  private static BigFraction gain(Game game, int player, int[] profile, int rival) {
    int[] other = profile.clone();
    other[player] = rival;
    return game.exactPayoff(player, other).subtract(game.exactPayoff(player, profile));
  }
}
