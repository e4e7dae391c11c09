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
 */
public record ChainParameters(
    Block genesis, int window, Difficulty difficulty, long clockToleranceMs) {
  /** Checks the ranges. */
  public ChainParameters {
    if (window < 1) {
      throw new IllegalArgumentException("the window is 1 or more, not " + window);
    }
  }

  /** The chain's id, which every signature covers: the hash of the genesis header. */
  public Hash chain() {
    return genesis.hash();
  }
}
