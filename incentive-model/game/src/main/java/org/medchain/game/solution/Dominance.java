package org.medchain.game.solution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.LinearProgram;
import org.medchain.game.exact.LinearProgram.Relation;

/** What it takes for an action to be dominated by others of the same player (GAME-10). */
public enum Dominance {
  /** A pure or mixed action is better against everything. */
  STRICT,
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
    List<BigFraction[]> gains = gains(game, remaining, player, action, rivals);
    for (int rival = 0; rival < rivals.size(); rival++) {
      if (dominates(gains, rival)) {
        BigFraction[] mixture = Fractions.zeros(game.actionCount(player));
        mixture[rivals.get(rival)] = BigFraction.ONE;
        return Optional.of(List.of(mixture));
      }
    }
    return mixed(gains, rivals, game.actionCount(player));
  }

  private boolean dominates(List<BigFraction[]> gains, int rival) {
    int least = gains.stream().mapToInt(row -> Fractions.sign(row[rival])).min().orElseThrow();
    int most = gains.stream().mapToInt(row -> Fractions.sign(row[rival])).max().orElseThrow();
    return this == STRICT ? least > 0 : least == 0 && most > 0;
  }

  /**
   * By linear programme: strictly, the smallest gain is made as large as possible; weakly, the sum
   * of the gains, none of which may be negative.
   */
  private Optional<List<BigFraction>> mixed(
      List<BigFraction[]> gains, List<Integer> rivals, int actions) {
    int more = this == STRICT ? 1 : 0;
    BigFraction[] objective = Fractions.zeros(rivals.size() + more);
    BigFraction[] sum = Fractions.zeros(objective.length);
    for (int rival = 0; rival < rivals.size(); rival++) {
      sum[rival] = BigFraction.ONE;
      for (BigFraction[] row : gains) {
        objective[rival] = this == STRICT ? BigFraction.ZERO : objective[rival].add(row[rival]);
      }
    }
    if (this == STRICT) {
      objective[rivals.size()] = BigFraction.ONE;
    }
    LinearProgram program =
        new LinearProgram(objective).addConstraint(Relation.EQUAL, BigFraction.ONE, sum);
    for (BigFraction[] row : gains) {
      BigFraction[] padded = Arrays.copyOf(row, objective.length);
      if (this == STRICT) {
        padded[rivals.size()] = BigFraction.MINUS_ONE;
      }
      program.addConstraint(Relation.AT_LEAST, BigFraction.ZERO, padded);
    }
    if (program.maximise() instanceof LinearProgram.Optimum optimum
        && Fractions.sign(optimum.value()) > 0) {
      BigFraction[] mixture = Fractions.zeros(actions);
      for (int rival = 0; rival < rivals.size(); rival++) {
        mixture[rivals.get(rival)] = optimum.solution().get(rival);
      }
      return Optional.of(List.of(mixture));
    }
    return Optional.empty();
  }

  /** For each remaining profile of the others, what each rival gains over the action. */
  private static List<BigFraction[]> gains(
      Game game, List<List<Integer>> remaining, int player, int action, List<Integer> rivals) {
    List<BigFraction[]> gains = new ArrayList<>();
    for (int index = 0; index < game.profileCount(); index++) {
      int[] profile = game.profile(index);
      if (profile[player] == action && remains(profile, remaining)) {
        BigFraction base = game.exactPayoff(player, profile);
        BigFraction[] row = new BigFraction[rivals.size()];
        for (int rival = 0; rival < row.length; rival++) {
          profile[player] = rivals.get(rival);
          row[rival] = game.exactPayoff(player, profile).subtract(base);
        }
        gains.add(row);
      }
    }
    return gains;
  }

  private static boolean remains(int[] profile, List<List<Integer>> remaining) {
    for (int player = 0; player < profile.length; player++) {
      if (!remaining.get(player).contains(profile[player])) {
        return false;
      }
    }
    return true;
  }
}
