package org.medchain.application;

import java.util.Optional;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
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
  /**
   * What is wrong; nothing if the patient signed this record, and it is about exactly this file.
   */
  public Optional<String> flawIn(Transaction transaction, Bytes file) {
    Operation operation;
    try {
      operation = MedicalModules.operation(transaction);
    } catch (MalformedInput e) {
      return Optional.of(e.getMessage());
    }
    if (!(operation instanceof UploadRecord upload)) {
      return Optional.of("the transaction uploads no record");
    }
    if (!upload.record().patient().equals(transaction.request().sender())) {
      return Optional.of("the sender is not the record's patient");
    }
    if (!transaction.attestation().holds(scheme, chain)) {
      return Optional.of("the patient's signature does not hold");
    }
    return upload.record().metadata().hash().equals(Hash.of(file))
        ? Optional.empty()
        : Optional.of("the file's hash is not the record's");
  }
}
