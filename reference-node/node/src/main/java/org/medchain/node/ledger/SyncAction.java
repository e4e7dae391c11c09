package org.medchain.node.ledger;

import org.medchain.data.PublicKey;

/** An action that {@link LedgerSync} requests. */
public sealed interface SyncAction {
  /**
   * Request blocks of a peer, then call {@link LedgerSync#blocksReceived} or {@link
   * LedgerSync#failed}.
   */
  record RequestBlocks(PublicKey peer, HeightRange range) implements SyncAction {}

  /**
   * Request the members' changes of a peer, then call {@link LedgerSync#epochsReceived} or failed.
   */
  record RequestEpochProofs(PublicKey peer, EpochProofsRequest question) implements SyncAction {}

  /** Keep this block: it is decided, and the next of its gap. */
  record DeliverBlock(CertifiedBlock decision) implements SyncAction {}

  /** This peer sent false data and gets no further request; others may need to know. */
  record DropPeer(PublicKey peer, String reason) implements SyncAction {}

  /**
   * A certified block does not fit the store: more than f members are faulty, or the store is
   * damaged. No further requests.
   */
  record HaltSync(String reason) implements SyncAction {}
}
