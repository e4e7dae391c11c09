package org.medchain.agents;

import org.medchain.credit.strategy.RecordKind;
import org.medchain.data.Hash;

/** Facts about one record that are not on the ledger: its truth, and its owner. */
final class OffLedgerRecord {
  final Hash id;
  final RecordKind kind;
  final LedgerAgent owner;
  final TransactionSigner signer;

  /** Whether it can find a buyer: of a split record only one part can. */
  final boolean isQueryable;

  boolean accepted;

  OffLedgerRecord(
      Hash id, RecordKind kind, LedgerAgent owner, TransactionSigner signer, boolean wanted) {
    this.id = id;
    this.kind = kind;
    this.owner = owner;
    this.signer = signer;
    this.isQueryable = wanted;
  }
}
