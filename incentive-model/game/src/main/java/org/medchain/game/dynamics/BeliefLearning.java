package org.medchain.game.dynamics;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.medchain.game.Game;

/**
 * How two players who remember everything learn a game (Fudenberg and Levine 1998 chapter 2).
 *
 * @param rounds some of the rounds, in order, the last among them
 */
public record BeliefLearning(List<LearningRound> rounds) {
  /**
   * What the players have seen after a round.
   *
   * @param number from 1
   * @param frequencies how often each action was played so far: the row player's, then the column
   *     player's
   * @param regret the most that a player gains by leaving these frequencies alone, in units of the
   *     widest payoff range: towards 0 if and only if they approach the set of equilibria
   */
  @SuppressWarnings("ArrayRecordComponent") // vectors are arrays in all numerics; not compared
  public record LearningRound(long number, double[] frequencies, double regret) {}

  /** The last round. */
  public LearningRound last() {
    return rounds.get(rounds.size() - 1);
  }

  /**
   * Fictitious play (Brown 1951): each plays what is best against the other's frequencies so far,
   * both at once. Payoffs are compared exactly, as integers; of several that are best, the earliest
   * is played.
   *
   * @param count of rounds
   * @param samples how many of them to record, at equal distances
   */
  public static BeliefLearning fictitiousPlay(Game game, long count, int samples) {
    if (game.players().size() != 2) {
      throw new IllegalArgumentException("learning here is for games of two players");
    }
    long[][][] payoffs = {integerPayoffs(game, 0, count), integerPayoffs(game, 1, count)};
    long[][] counts = {new long[game.actionCount(0)], new long[game.actionCount(1)]};
    // What each action would have earned in all rounds so far, kept up to date: one addition each.
    long[][] earned = {new long[game.actionCount(0)], new long[game.actionCount(1)]};
    Populations populations = Populations.perRole(game);
    List<LearningRound> rounds = new ArrayList<>();
    int[] plays = {0, 0};
    for (long round = 1; round <= count; round++) {
      for (int who = 0; who < 2; who++) {
        counts[who][plays[who]]++;
        for (int action = 0; action < earned[who].length; action++) {
          earned[who][action] += payoffs[who][action][plays[1 - who]];
        }
      }
      plays = new int[] {best(earned[0]), best(earned[1])};
      if (isSampled(round, count, samples)) {
        double total = round;
        double[] frequencies =
            Arrays.stream(counts)
                .flatMapToLong(Arrays::stream)
                .mapToDouble(each -> each / total)
                .toArray();
        rounds.add(new LearningRound(round, frequencies, populations.regret(frequencies)));
      }
    }
    return new BeliefLearning(rounds);
  }

  /** Whether the round is one of the samples, the last always is. */
  private static boolean isSampled(long round, long count, int samples) {
    // Every count/samples-th round; in doubles, since samples · round may not fit a long.
    double every = (double) count / samples;
    return round == count || Math.floor(round / every) > Math.floor((round - 1) / every);
  }

  /**
   * A player's payoffs from the least, as the smallest integers in the same proportions: [own
   * action][other's]. What is equal stays equal, and a scaled game is the same game.
   */
  private static long[][] integerPayoffs(Game game, int who, long count) {
    List<BigInteger> whole = game.wholePayoffs(who);
    if (Collections.max(whole).multiply(BigInteger.valueOf(count)).bitLength() > 62) {
      throw new IllegalArgumentException(
          "player %s: payoffs have too many digits for %s rounds; round them"
              .formatted(who + 1, count));
    }
    long[][] table = new long[game.actionCount(who)][game.actionCount(1 - who)];
    for (int index = 0; index < whole.size(); index++) {
      int[] at = game.profile(index);
      table[at[who]][at[1 - who]] = whole.get(index).longValueExact();
    }
    return table;
  }

  private static int best(long[] earned) {
    int best = 0;
    for (int action = 1; action < earned.length; action++) {
      best = earned[action] > earned[best] ? action : best;
    }
    return best;
  }
}
