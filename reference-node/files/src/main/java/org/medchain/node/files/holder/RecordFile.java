package org.medchain.node.files.holder;

import java.util.Optional;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.MedicalRecord.MetadataBlock;
import org.medchain.data.Transaction;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.ledger.LedgerView;

/**
 * The file that a record names (FILE-14): its path is the manifest's hash, which covers the root,
 * and its hash that of the content, so that a record has one file and no other.
 */
public final class RecordFile {
  private RecordFile() {}

  /** The fault of a file as the file of a record; nothing if it is the one. */
  public static Optional<String> flaw(MetadataBlock named, FileManifest file) {
    if (named.equals(file.metadata(named.doctor()))) {
      return Optional.empty();
    }
    String what =
        FileManifest.idInPath(named.path()).equals(Optional.of(file.id())) ? "hash" : "path";
    return Optional.of(
        "file " + file.id().brief() + " is not the file of its record: the " + what + " differs");
  }

  /** The same by the record on the ledger; nothing if the manifest names no record. */
  static Optional<String> flaw(LedgerView ledger, SignedManifest deposit) {
    if (deposit.record().isEmpty()) {
      return Optional.empty();
    }
    return record(ledger, deposit.record().get())
        .map(record -> flaw(record.metadata(), deposit.manifest()))
        .orElseGet(() -> Optional.of("the block with the file's record is not here yet"));
  }

  private static Optional<MedicalRecord> record(LedgerView ledger, Hash id) {
    Optional<StoredRecord> stored =
        ledger.stateAt(ledger.height()).flatMap(state -> Records.find(state, id));
    return stored
        .flatMap(each -> ledger.blockAt(each.height()))
        .flatMap(decision -> upload(decision.block(), stored.get().index()));
  }

  private static Optional<MedicalRecord> upload(Block block, int index) {
    Transaction transaction = block.transactions().get(index);
    return MedicalModules.operation(transaction) instanceof UploadRecord upload
        ? Optional.of(upload.record())
        : Optional.empty();
  }
}
