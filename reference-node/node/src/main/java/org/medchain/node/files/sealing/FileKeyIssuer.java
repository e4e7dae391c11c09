package org.medchain.node.files.sealing;

import java.util.Optional;
import org.medchain.contract.ChainState;
import org.medchain.contract.records.StoredRecord;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.transport.RefusedException;

/**
 * Where an owner gives out the keys of its files: to readers that the ledger allows, and to no one
 * else (PRIV-3; decision 0157). The desk runs at the owner, who alone has the keys.
 */
public final class FileKeyIssuer {
  private final KeyPair owner;
  private final LedgerView ledger;

  /** For one owner. */
  public FileKeyIssuer(KeyPair owner, LedgerView ledger) {
    this.owner = owner;
    this.ledger = ledger;
  }

  /**
   * The key of a record's file for a reader: the doctor whom the record names, who was granted a
   * right that was not revoked, or who bought access. The ledger has the record's hash, which the
   * record itself is checked against by it; and only the record names its file (PRIV-5).
   *
   * @throws RefusedException if the ledger does not let it read now, or the file is another one
   */
  public WrappedFileKey issue(
      MedicalRecord record, FileManifest file, FileKey key, PublicKey reader)
      throws RefusedException {
    Hash id = record.id();
    if (!mayRead(id, reader)) {
      throw new RefusedException(reader.brief() + " may not read record " + id.brief());
    }
    if (!file.owner().equals(owner.publicKey())
        || !record.metadata().equals(file.metadata(record.metadata().doctor()))) {
      throw new RefusedException(
          "file " + file.id().brief() + " is not the file of record " + id.brief());
    }
    return WrappedFileKey.wrap(file.id(), key, owner, reader);
  }

  private boolean mayRead(Hash id, PublicKey reader) {
    Optional<ChainState> state = ledger.stateAt(ledger.height());
    Optional<StoredRecord> record = state.flatMap(now -> now.record(id));
    if (record.isEmpty() || !record.get().owner().equals(owner.publicKey())) {
      return false;
    }
    if (state.get().isRevoked(reader)) {
      // CON-23: the requester may have stolen it.
      return false;
    }
    return reader.equals(owner.publicKey())
        || reader.equals(record.get().doctor())
        || state.get().right(id, reader).isPresent()
        || state.get().purchase(id, reader).isPresent();
  }
}
