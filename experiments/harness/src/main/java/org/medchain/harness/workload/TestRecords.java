package org.medchain.harness.workload;

import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;

/** Synthetic records that differ in nothing but their owner and number. */
final class TestRecords {
  private TestRecords() {}

  static MedicalRecord record(PublicKey patient, PublicKey doctor, long number) {
    Bytes content = new Encoder().text("synthetic record").int64(number).toBytes();
    return new MedicalRecord(
        patient,
        new MedicalRecord.MetadataBlock(doctor, "synthetic/" + number, Hash.of(content)),
        new MedicalRecord.DigestBlock(number, doctor, "a synthetic record", "test"));
  }
}
