package org.medchain.game.dynamics;

import java.util.Arrays;
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
  public record LearningRound(long number, double[] frequencies, double regret) {
    public LearningRound {
      frequencies = frequencies.clone();
    }
  }

  public BeliefLearning {
    rounds = List.copyOf(rounds);
  }

  /** The last round. */
  public LearningRound last() {
    return rounds.get(rounds.size() - 1);
  }

  /**
   * Fictitious play (Brown 1951): each plays what is best against the other's frequencies so far,
   * both at once. Payoffs are compared exactly, as integers; of several that are best, the earliest
   * is played.
   *
   * @param first the actions of round 1
   * @param count of rounds
   * @param samples how many of them to record, at equal distances
   */
  public static BeliefLearning fictitiousPlay(Game game, int[] first, long count, int samples) {
    BeliefHistory beliefs = new BeliefHistory(game, first, count, samples);
    long[][] counts = {new long[game.actionCount(0)], new long[game.actionCount(1)]};
    long[][][] payoffs = {beliefs.integerPayoffs(0), beliefs.integerPayoffs(1)};
    // What each action would have earned in all rounds so far, kept up to date: one addition each.
    long[][] earned = {new long[game.actionCount(0)], new long[game.actionCount(1)]};
    int[] plays = first.clone();
    for (long round = 1; round <= count; round++) {
      for (int who = 0; who < 2; who++) {
        counts[who][plays[who]]++;
        for (int action = 0; action < earned[who].length; action++) {
          earned[who][action] += payoffs[who][action][plays[1 - who]];
        }
      }
      plays = new int[] {best(earned[0]), best(earned[1])};
      if (beliefs.isSampled(round)) {
        beliefs.record(round, divided(counts[0], round), divided(counts[1], round));
      }
    }
    return beliefs.toLearning();
  }

  private static int best(long[] earned) {
    int best = 0;
    for (int action = 1; action < earned.length; action++) {
      best = earned[action] > earned[best] ? action : best;
    }
    return best;
  }

  private static double[] divided(long[] counts, long total) {
    return Arrays.stream(counts).mapToDouble(each -> (double) each / total).toArray();
  }
}
