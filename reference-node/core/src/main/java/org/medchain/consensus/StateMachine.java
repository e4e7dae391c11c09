package org.medchain.consensus;

import org.medchain.consensus.snapshot.DeferredBytes;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/**
 * Executes committed blocks: deterministic, without IO. The contract layer provides it, hosts call
 * it; a replica only ever sees its results as {@link Input.Executed}.
 */
public interface StateMachine {
  /**
   * Executes the next block.
   *
   * @throws IllegalArgumentException if the block's height is not the next; nothing is changed then
   */
  ExecutionResult apply(Block block);

  /**
   * Goes back to the state after {@code height}, as a reorganisation demands; that of the genesis
   * block is always known.
   *
   * @throws IllegalArgumentException if that state is no longer, or not yet, known
   */
  void revertTo(long height);

  /** Height of the last block executed; 0 for the genesis state. */
  long height();

  /** Root of the state after the last block executed. */
  Hash stateRoot();

  /**
   * The state after {@code height} in bytes, made when they are read; equal states give equal
   * bytes.
   *
   * @throws IllegalArgumentException if that state is no longer, or not yet, known
   */
  DeferredBytes snapshot(long height);

  /**
   * Replaces the state by a snapshot's, if it is the certified one (PBFT-35).
   *
   * @param height that it is said to be of
   * @param block hash of the header at that height
   * @param certified root of the state at that height
   * @return root of the snapshot's state; nothing is changed if it is another than {@code
   *     certified}
   * @throws org.medchain.data.MalformedInput if it does not decode; nothing is changed then
   */
  Hash restore(long height, Hash block, Hash certified, Bytes snapshot);

  /** The same, as a replica requests it. */
  default Hash restore(Output.Restore requested, Bytes snapshot) {
    return restore(requested.height(), requested.block(), requested.stateRoot(), snapshot);
  }

  /** The same of a state that may be longer than any byte string. */
  default Hash restore(long height, Hash block, Hash certified, DeferredBytes snapshot) {
    return restore(height, block, certified, snapshot.bytes());
  }

  /** Executes a read-only request on the state after the last block; changes nothing. */
  Receipt read(Transaction request);
}
