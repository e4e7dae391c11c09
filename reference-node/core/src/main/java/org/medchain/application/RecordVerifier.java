package org.medchain.application;

import java.util.Optional;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.MedicalRecord;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;

/**
 * Verifies a record (paper §3.2.6) from public data: the transaction that uploaded it and the file
 * that it is about (APP-6).
 *
 * @param scheme in which the chain's participants sign
 * @param chain hash of the genesis header
 */
public record RecordVerifier(SignatureScheme scheme, Hash chain) {
  /** The fault of a record; nothing if the patient signed it, and it is about exactly this file. */
  public Optional<String> flawIn(Transaction transaction, Bytes file) {
    return flawIn(transaction)
        .or(
            () ->
                record(transaction)
                    .filter(record -> !record.metadata().hash().equals(Hash.of(file)))
                    .map(record -> "the file's hash is not the record's"));
  }

  /**
   * The fault of a record without a check of the file; nothing if the patient signed this record.
   */
  public Optional<String> flawIn(Transaction transaction) {
    Optional<MedicalRecord> record;
    try {
      record = record(transaction);
    } catch (MalformedInput e) {
      return Optional.of(e.getMessage());
    }
    if (record.isEmpty()) {
      return Optional.of("the transaction uploads no record");
    }
    if (!record.get().patient().equals(transaction.request().sender())) {
      return Optional.of("the sender is not the record's patient");
    }
    return transaction.attestation().holds(scheme, chain)
        ? Optional.empty()
        : Optional.of("the patient's signature does not hold");
  }

  /**
   * The record that a transaction uploads, if it uploads one.
   *
   * @throws MalformedInput if it is not an operation
   */
  public static Optional<MedicalRecord> record(Transaction transaction) {
    return MedicalModules.operation(transaction) instanceof UploadRecord upload
        ? Optional.of(upload.record())
        : Optional.empty();
  }
}
