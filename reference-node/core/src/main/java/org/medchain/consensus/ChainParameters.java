package org.medchain.consensus;

import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;

/**
 * What all nodes of a chain agree on before they start.
 *
 * @param genesis the block at height 0; its state root is the genesis state's
 * @param window W: the header of height h carries the roots of h − W, and up to W heights are in
 *     flight; 1 or more
 * @param difficulty of every block; {@link Difficulty#NONE} where consensus needs no search
 * @param clockToleranceMs how far ahead of a node's clock a block's timestamp may be, in ms
 * @param right whose requests are ordered
 * @param form of all requests
 */
public record ChainParameters(
    Block genesis,
    int window,
    Difficulty difficulty,
    long clockToleranceMs,
    OrderingRight right,
    RequestForm form) {
  /** Checks the ranges. */
  public ChainParameters {
    if (window < 1) {
      throw new IllegalArgumentException("the window is 1 or more, not " + window);
    }
  }

  /** The same for requests of any form. */
  public ChainParameters(
      Block genesis,
      int window,
      Difficulty difficulty,
      long clockToleranceMs,
      OrderingRight right) {
    this(genesis, window, difficulty, clockToleranceMs, right, RequestForm.ANY);
  }

  /**
   * CONS-14: the last height whose registrations count for a block at {@code height}; those of the
   * genesis state, at height 0, count for all. Who judges the block has executed as much, since its
   * header carries the roots of that height.
   */
  public long lastRegistrationFor(long height) {
    return Math.max(0, height - window);
  }

  /** The chain's id, which every signature covers: the hash of the genesis header. */
  public Hash chain() {
    return genesis.hash();
  }
}
