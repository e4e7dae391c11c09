package org.medchain.comparison.workload;

import java.util.ArrayList;
import java.util.List;
import org.medchain.data.MedicalRecord;

/**
 * The records of one client's patients in the dataset's order, over and over (CMP-11). A record
 * that comes again, in the p-th pass, lies under a folder {@code pass-p}, as if the archive had
 * been copied there; so it is another record to the chain, which takes none twice (decision 0050).
 */
final class RecordQueue {
  private final ChainParticipants participants;
  private final List<SyntheticRecord> records = new ArrayList<>();
  private int at;
  private int pass = 1;

  RecordQueue(ChainParticipants participants) {
    this.participants = participants;
  }

  void add(SyntheticRecord record) {
    records.add(record);
  }

  /** The record to upload next; there must be one. */
  QueuedRecord next() {
    SyntheticRecord record = records.get(at);
    String path = pass == 1 ? record.path() : "pass-" + pass + "/" + record.path();
    at++;
    if (at == records.size()) {
      at = 0;
      pass++;
    }
    return new QueuedRecord(record.patient(), onChain(participants, record, path));
  }

  /**
   * What comes next.
   *
   * @param patient the owner's id in the dataset
   * @param record as it is stored on the chain
   */
  record QueuedRecord(String patient, MedicalRecord record) {}

  /** A record as the chain stores it, under this path. */
  static MedicalRecord onChain(
      ChainParticipants participants, SyntheticRecord record, String path) {
    var doctor = participants.doctor(record.doctor()).publicKey();
    return new MedicalRecord(
        participants.patient(record.patient()).publicKey(),
        new MedicalRecord.MetadataBlock(doctor, path, record.sha256()),
        new MedicalRecord.DigestBlock(
            record.timestampMs(), doctor, record.description(), record.type()));
  }
}
