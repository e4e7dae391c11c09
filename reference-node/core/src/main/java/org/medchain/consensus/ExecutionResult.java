package org.medchain.consensus;

import java.util.List;
import java.util.Optional;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.network.Membership;

/**
 * The result of executing a block.
 *
 * @param height of the block
 * @param block hash of the block's header
 * @param stateRoot root of the state afterwards
 * @param receiptsRoot Merkle root over the receipts
 * @param receipts one for each transaction, in the block's order
 * @param members the consensus nodes that the state names from now on; empty if the block changed
 *     none
 * @param registered the keys that the block registered, each for good: their requests may be
 *     ordered from now on (CONS-14)
 */
public record ExecutionResult(
    long height,
    Hash block,
    Hash stateRoot,
    Hash receiptsRoot,
    List<Receipt> receipts,
    Optional<Membership> members,
    List<PublicKey> registered) {
  public ExecutionResult {
    receipts = List.copyOf(receipts);
    registered = List.copyOf(registered);
  }

  /** The execution of a block that neither changes the consensus nodes nor registers anybody. */
  public ExecutionResult(
      long height, Hash block, Hash stateRoot, Hash receiptsRoot, List<Receipt> receipts) {
    this(height, block, stateRoot, receiptsRoot, receipts, Optional.empty(), List.of());
  }
}
