package org.medchain.node.storage;

import java.util.concurrent.CompletableFuture;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.ChainState;
import org.medchain.data.Hash;
import org.medchain.node.ledger.CertifiedBlock;

/** The inputs of the index's thread, in order. */
sealed interface IndexNews {
  /** The node is at a height without having executed the block there just now. */
  record LoadedState(long height, Hash block, ChainState state) implements IndexNews {}

  /** The next block was executed. */
  record Executed(CertifiedBlock decision, ExecutionResult execution, ChainState state)
      implements IndexNews {}

  /** A block under the height was fetched after all. */
  record Filled(CertifiedBlock decision) implements IndexNews {}

  /** A caller waits until all earlier changes are in the index. */
  record Await(CompletableFuture<Void> reached) implements IndexNews {}

  /** Nothing comes any more. */
  record End() implements IndexNews {}
}
