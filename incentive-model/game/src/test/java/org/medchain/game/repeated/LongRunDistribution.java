package org.medchain.game.repeated;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;

/**
 * The share of rounds with each pair of actions in the long run, found on the four pairs alone, as
 * Press and Dyson 2012 do. Exact.
 *
 * @param shares of CC, CD, DC, DD, the first one's action first
 * @param unique whether the start does not matter
 */
record LongRunDistribution(List<BigFraction> shares, boolean unique) {
  LongRunDistribution {
    shares = List.copyOf(shares);
  }

  /** How often, in the long run, {@code one} plays each pair of actions with {@code other}. */
  static LongRunDistribution of(MemoryOneStrategy one, MemoryOneStrategy other) {
    BigFraction[][] matrix = new BigFraction[4][];
    for (int state = 0; state < 4; state++) {
      // The other sees the same round with its own action first.
      int mirrored = state % 2 * 2 + state / 2;
      matrix[state] =
          joint(one.cooperationAfter().get(state), other.cooperationAfter().get(mirrored));
    }
    MarkovChain chain = new MarkovChain(matrix);
    BigFraction[] start = joint(one.initialCooperation(), other.initialCooperation());
    return new LongRunDistribution(
        Arrays.asList(chain.longRunDistribution(start)), chain.recurrentClasses() == 1);
  }

  private static BigFraction[] joint(BigFraction own, BigFraction other) {
    BigFraction ownNot = BigFraction.ONE.subtract(own);
    BigFraction otherNot = BigFraction.ONE.subtract(other);
    return new BigFraction[] {
      own.multiply(other), own.multiply(otherNot), ownNot.multiply(other), ownNot.multiply(otherNot)
    };
  }

  /** What {@code player}, 0 for the first one, gets per round. */
  BigFraction payoff(Game stage, int player) {
    BigFraction sum = BigFraction.ZERO;
    for (int state = 0; state < 4; state++) {
      BigFraction payoff = stage.exactPayoff(player, state / 2, state % 2);
      sum = sum.add(shares.get(state).multiply(payoff));
    }
    return sum;
  }
}
