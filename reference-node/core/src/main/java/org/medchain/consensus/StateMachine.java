package org.medchain.consensus;

import org.medchain.data.Block;
import org.medchain.data.Hash;

/**
 * What executes committed blocks: deterministic, without IO. The contract layer provides it, hosts
 * call it; a replica only ever sees its results as {@link Input.Executed}.
 */
public interface StateMachine {
  /**
   * Executes the next block.
   *
   * @throws IllegalArgumentException if the block's height is not the next; nothing is changed then
   */
  Execution apply(Block block);

  /**
   * Goes back to the state after {@code height}, as a reorganisation demands.
   *
   * @throws IllegalArgumentException if that state is no longer, or not yet, known
   */
  void revertTo(long height);

  /** Height of the last block executed; 0 for the genesis state. */
  long height();

  /** Root of the state after the last block executed. */
  Hash stateRoot();
}
