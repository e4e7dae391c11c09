package org.medchain.claims.records;

import java.nio.file.Path;
import org.medchain.comparison.workload.ChainParticipants;
import org.medchain.comparison.workload.SyntheticRecord;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;

/**
 * The dataset's synthetic records as their patients put them on a chain, numbered from 0. After the
 * last the first comes again, in the p-th pass under a folder {@code pass-p}, so that each number
 * is another record to the chain.
 *
 * @param dataset the records
 * @param participants with the keys of patients and doctors
 */
record DatasetRecords(SyntheticRecords dataset, ChainParticipants participants) {
  /** The dataset of all these experiments. */
  static SyntheticRecords read(Path projectRoot) {
    return SyntheticRecords.read(folder(projectRoot));
  }

  /** Its folder. */
  static Path folder(Path projectRoot) {
    return projectRoot.resolve("datasets").resolve("synthea-sample");
  }

  /** What the dataset says of the record of this number. */
  SyntheticRecord source(int number) {
    return dataset.records().get(number % dataset.records().size());
  }

  /** The keys of its patient. */
  KeyPair patient(int number) {
    return participants.patient(source(number).patient());
  }

  /** The record as it stands on the chain. */
  MedicalRecord onChain(int number) {
    SyntheticRecord from = source(number);
    int pass = number / dataset.records().size() + 1;
    String path = pass == 1 ? from.path() : "pass-" + pass + "/" + from.path();
    PublicKey doctor = participants.doctor(from.doctor()).publicKey();
    return new MedicalRecord(
        patient(number).publicKey(),
        new MedicalRecord.MetadataBlock(doctor, path, from.sha256()),
        new MedicalRecord.DigestBlock(from.timestampMs(), doctor, from.description(), from.type()));
  }
}
