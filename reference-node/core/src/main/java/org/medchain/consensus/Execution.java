package org.medchain.consensus;

import java.util.List;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;

/**
 * What executing a block gave.
 *
 * @param height of the block
 * @param block hash of the block's header
 * @param stateRoot root of the state afterwards
 * @param receiptsRoot Merkle root over the receipts
 * @param receipts one for each transaction, in the block's order
 */
public record Execution(
    long height, Hash block, Hash stateRoot, Hash receiptsRoot, List<Receipt> receipts) {
  /** Copies the list. */
  public Execution {
    receipts = List.copyOf(receipts);
  }
}
