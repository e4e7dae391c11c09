package org.medchain.consensus;

import java.util.List;
import java.util.Optional;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.network.Membership;

/**
 * What executing a block gave.
 *
 * @param height of the block
 * @param block hash of the block's header
 * @param stateRoot root of the state afterwards
 * @param receiptsRoot Merkle root over the receipts
 * @param receipts one for each transaction, in the block's order
 * @param members the consensus nodes that the state names from now on; empty if the block changed
 *     none
 */
public record ExecutionResult(
    long height,
    Hash block,
    Hash stateRoot,
    Hash receiptsRoot,
    List<Receipt> receipts,
    Optional<Membership> members) {
  /** Copies the list. */
  public ExecutionResult {
    receipts = List.copyOf(receipts);
  }

  /** The execution of a block that does not change the consensus nodes. */
  public ExecutionResult(
      long height, Hash block, Hash stateRoot, Hash receiptsRoot, List<Receipt> receipts) {
    this(height, block, stateRoot, receiptsRoot, receipts, Optional.empty());
  }
}
