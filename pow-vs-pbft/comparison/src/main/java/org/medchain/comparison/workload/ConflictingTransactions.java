package org.medchain.comparison.workload;

import org.medchain.adversary.DoubleSpendTerms;
import org.medchain.contract.Operations;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.SignatureScheme;

/**
 * Two requests of one sender with one number, of which a chain holds only one: the payment of a
 * double spender, and its replacement (Nakamoto 2008, §11). The sender has no other requests, so
 * the requests of the workload are as they are without it.
 */
public final class ConflictingTransactions {
  private ConflictingTransactions() {}

  /** The two requests on that chain, of which the victim waits for the confirmations. */
  public static DoubleSpendTerms create(
      SyntheticRecords dataset,
      ChainParticipants participants,
      SignatureScheme scheme,
      Hash chain,
      int confirmations) {
    Operations spender = new Operations(scheme, chain, participants.doubleSpender());
    SyntheticRecord model = dataset.records().getFirst();
    return new DoubleSpendTerms(
        spender.sign(1, new UploadRecord(record(model, participants, "payment/" + model.path()))),
        spender.sign(
            1, new UploadRecord(record(model, participants, "replacement/" + model.path()))),
        confirmations);
  }

  private static MedicalRecord record(
      SyntheticRecord model, ChainParticipants participants, String path) {
    KeyPair doctor = participants.doctor(model.doctor());
    return new MedicalRecord(
        participants.doubleSpender().publicKey(),
        new MedicalRecord.MetadataBlock(doctor.publicKey(), path, model.sha256()),
        new MedicalRecord.DigestBlock(
            model.timestampMs(), doctor.publicKey(), model.description(), model.type()));
  }
}
