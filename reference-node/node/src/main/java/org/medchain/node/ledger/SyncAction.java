package org.medchain.node.ledger;

import org.medchain.data.Encodable;
import org.medchain.data.PublicKey;
import org.medchain.node.admission.CallKind;

/** An action that {@link LedgerSync} requests. */
public sealed interface SyncAction {
  /** Ask a peer, then call {@link LedgerSync#replied} or {@link LedgerSync#failed}. */
  sealed interface PeerRequest extends SyncAction {
    /** Whom. */
    PublicKey peer();

    /** By which call. */
    default CallKind kind() {
      return switch (this) {
        case RequestBlocks blocks -> CallKind.BLOCKS;
        case RequestEpochProofs epochs -> CallKind.EPOCHS;
      };
    }

    /** The question to send. */
    Encodable question();
  }

  /** For blocks. */
  record RequestBlocks(PublicKey peer, HeightRange question) implements PeerRequest {}

  /** For the members' changes. */
  record RequestEpochProofs(PublicKey peer, EpochProofsRequest question) implements PeerRequest {}

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
