package org.medchain.agents;

import org.medchain.credit.strategy.RecordKind;
import org.medchain.data.Hash;

/**
 * Facts about one record that are not on the ledger: its truth, and its owner.
 *
 * @param isQueryable whether it can find a buyer: of a split record only one part can
 */
record OffLedgerRecord(
    Hash id, RecordKind kind, LedgerAgent owner, TransactionSigner signer, boolean isQueryable) {}
