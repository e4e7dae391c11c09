package org.medchain.game.equilibrium;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * A vertex of a best-response polytope, other than the origin.
 *
 * @param labels of the vertex: the player's own actions that have probability 0 and the opponent's
 *     that are best responses; the first player's actions are numbered first
 * @param weights of the player's actions, proportional to their probabilities
 */
record PolytopeVertex(BitSet labels, List<BigInteger> weights) {
  /** The mixed strategy. */
  List<BigFraction> strategy() {
    BigInteger sum = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
    return weights.stream().map(weight -> new BigFraction(weight, sum)).toList();
  }
}
