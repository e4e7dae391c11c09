package org.medchain.game.dynamics;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;

/** The record of a learning process in a game of two players. */
final class BeliefHistory {
  private final Game game;
  private final Populations populations;
  private final long count;
  private final int samples;
  private final List<BeliefLearning.LearningRound> rounds = new ArrayList<>();

  BeliefHistory(Game game, int[] first, long count, int samples) {
    if (game.players().size() != 2 || first.length != 2) {
      throw new IllegalArgumentException("learning here is for games of two players");
    }
    for (int who = 0; who < 2; who++) {
      if (first[who] < 0 || first[who] >= game.actionCount(who)) {
        throw new IllegalArgumentException(
            "player %s has no action %s; they are 0 to %s"
                .formatted(who + 1, first[who], game.actionCount(who) - 1));
      }
    }
    if (count < 1 || samples < 1) {
      throw new IllegalArgumentException(
          "1 round and 1 sample or more, not " + count + ", " + samples);
    }
    this.game = game;
    this.populations = Populations.perRole(game);
    this.count = count;
    this.samples = samples;
  }

  /** Whether the round is one of the samples, the last always is. */
  boolean isSampled(long round) {
    // Every count/samples-th round; in doubles, since samples · round may not fit a long.
    double every = (double) count / samples;
    return round == count || Math.floor(round / every) > Math.floor((round - 1) / every);
  }

  void record(long round, double[] row, double[] column) {
    double[] frequencies = Arrays.copyOf(row, row.length + column.length);
    System.arraycopy(column, 0, frequencies, row.length, column.length);
    rounds.add(
        new BeliefLearning.LearningRound(round, frequencies, populations.regret(frequencies)));
  }

  BeliefLearning toLearning() {
    return new BeliefLearning(rounds);
  }

  /**
   * A player's payoffs from the least, as the smallest integers in the same proportions: [own
   * action][other's]. What is equal stays equal, and a scaled game is the same game.
   */
  long[][] integerPayoffs(int who) {
    BigInteger multiple = BigInteger.ONE;
    BigFraction least = game.exactPayoff(who, 0, 0);
    for (int index = 0; index < game.profileCount(); index++) {
      BigFraction payoff = game.exactPayoff(who, game.profile(index));
      BigInteger denominator = payoff.getDenominator();
      multiple = multiple.multiply(denominator.divide(multiple.gcd(denominator)));
      least = payoff.compareTo(least) < 0 ? payoff : least;
    }
    BigInteger divisor = BigInteger.ZERO;
    BigInteger most = BigInteger.ZERO;
    BigInteger[] integers = new BigInteger[game.profileCount()];
    for (int index = 0; index < integers.length; index++) {
      BigFraction gain =
          game.exactPayoff(who, game.profile(index)).subtract(least).multiply(multiple);
      integers[index] = gain.getNumerator();
      divisor = divisor.gcd(integers[index]);
      most = most.max(integers[index]);
    }
    divisor = divisor.signum() == 0 ? BigInteger.ONE : divisor;
    if (most.divide(divisor).multiply(BigInteger.valueOf(count)).bitLength() > 62) {
      throw new IllegalArgumentException(
          "player %s: payoffs have too many digits for %s rounds; round them"
              .formatted(who + 1, count));
    }
    long[][] table = new long[game.actionCount(who)][game.actionCount(1 - who)];
    for (int index = 0; index < integers.length; index++) {
      int[] at = game.profile(index);
      table[at[who]][at[1 - who]] = integers[index].divide(divisor).longValueExact();
    }
    return table;
  }
}
