package org.medchain.contract;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;

/**
 * What the state knows of an accepted record: enough to judge operations on it and to find it; the
 * record itself stands in the block.
 *
 * @param owner the patient
 * @param doctor who made the data
 * @param type DataType
 * @param height of the block that holds the upload
 * @param index of the upload in that block
 * @param foundFalse whether the regulatory center found it false
 * @param shortfall what the owner's account could not cover of the penalty, in points
 */
public record StoredRecord(
    PublicKey owner,
    PublicKey doctor,
    String type,
    long height,
    int index,
    boolean foundFalse,
    long shortfall)
    implements Encodable {
  /** Refuses a shortfall without a penalty. */
  public StoredRecord {
    if (shortfall < 0 || (shortfall > 0 && !foundFalse)) {
      throw new IllegalArgumentException("no such shortfall: " + shortfall);
    }
  }

  static StoredRecord of(MedicalRecord record, long height, int index) {
    return new StoredRecord(
        record.patient(),
        record.digest().doctor(),
        record.digest().type(),
        height,
        index,
        false,
        0);
  }

  StoredRecord judgedFalse(long missing) {
    return new StoredRecord(owner, doctor, type, height, index, true, missing);
  }

  static StoredRecord decode(Decoder in) {
    return new StoredRecord(
        PublicKey.decode(in),
        PublicKey.decode(in),
        in.text(),
        in.int64(),
        in.int32(),
        flag(in),
        in.int64());
  }

  private static boolean flag(Decoder in) {
    int value = in.uint8();
    if (value > 1) {
      throw new MalformedInput("a flag is 0 or 1, not " + value);
    }
    return value == 1;
  }

  @Override
  public void encode(Encoder out) {
    out.value(owner)
        .value(doctor)
        .text(type)
        .int64(height)
        .int32(index)
        .uint8(foundFalse ? 1 : 0)
        .int64(shortfall);
  }
}
