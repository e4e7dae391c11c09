package org.medchain.node.ledger;

import org.medchain.data.PublicKey;

/** An action that {@link LedgerSync} requests. */
public sealed interface SyncAction {
  /**
   * Ask a peer for blocks, then say {@link LedgerSync#blocksReceived} or {@link LedgerSync#failed}.
   */
  record RequestBlocks(PublicKey peer, HeightRange range) implements SyncAction {}

  /** Ask a peer how the members changed, then say {@link LedgerSync#epochsReceived} or failed. */
  record RequestEpochProofs(PublicKey peer, EpochProofsRequest question) implements SyncAction {}

  /** Keep this block: it is decided, and the next of its gap. */
  record DeliverBlock(CertifiedBlock decision) implements SyncAction {}

  /** This peer lied and is asked no more; others may need to know. */
  record DropPeer(PublicKey peer, String reason) implements SyncAction {}

  /**
   * What is certified does not fit what the store holds: more members than f are faulty, or the
   * store is damaged. Nothing more is asked.
   */
  record HaltSync(String reason) implements SyncAction {}
}
