package org.medchain.data.metadata;

import org.medchain.data.Encodable;
import org.medchain.data.MedicalRecord;
import org.medchain.data.MedicalRecord.DigestBlock;
import org.medchain.data.metadata.SealedText.TextKind;

/**
 * The texts of a record with sealed metadata: for its owner, and for readers to whom the nodes
 * released the key (PRIV-6).
 *
 * @param description with a new salt for each record
 * @param type salted alike for all records of one owner and type, so that consent by type finds
 *     them (decision 0260)
 */
public record RecordTexts(OpenedText description, OpenedText type) implements Encodable {
  /** Refuses what would be no record's texts in clear either. */
  public RecordTexts {
    MedicalRecord.checkDescription(description.text());
    MedicalRecord.checkType(type.text());
  }

  /** A digest block with the commitments in place of its texts. */
  public DigestBlock sealed(DigestBlock digest) {
    return new DigestBlock(
        digest.timestampMs(),
        digest.doctor(),
        description.sealed(TextKind.DESCRIPTION),
        type.sealed(TextKind.TYPE));
  }

  /** Whether the record's commitments are to these texts. */
  public boolean open(MedicalRecord record) {
    return sealed(record.digest()).equals(record.digest());
  }
}
