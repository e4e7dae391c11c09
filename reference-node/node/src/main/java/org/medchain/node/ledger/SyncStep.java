package org.medchain.node.ledger;

import org.medchain.data.PublicKey;

/** What {@link LedgerSync} wants done. */
public sealed interface SyncStep {
  /** Ask a peer for blocks, then say {@link LedgerSync#answered} or {@link LedgerSync#failed}. */
  record AskDecisions(PublicKey peer, Range range) implements SyncStep {}

  /** Ask a peer how the members changed, then say {@link LedgerSync#learned} or failed. */
  record AskEpochs(PublicKey peer, EpochQuestion question) implements SyncStep {}

  /** Keep this block: it is decided, and the next of its gap. */
  record Deliver(Decision decision) implements SyncStep {}

  /** This peer lied and is asked no more; others may want to know. */
  record Drop(PublicKey peer, String reason) implements SyncStep {}

  /**
   * What is certified does not fit what the store holds: more members than f are faulty, or the
   * store is damaged. Nothing more is asked.
   */
  record Halt(String reason) implements SyncStep {}
}
