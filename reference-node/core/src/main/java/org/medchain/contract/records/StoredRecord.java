package org.medchain.contract.records;

import org.medchain.contract.engine.Outcome;
import org.medchain.data.Argument;
import org.medchain.data.Coded;
import org.medchain.data.Encodable;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;

/**
 * The state's entry of an accepted record: enough to check operations on it and to find it; the
 * record itself is in the block.
 *
 * @param owner the patient, by its name
 * @param doctor the data's author
 * @param type DataType
 * @param height of the block that holds the upload
 * @param index of the upload in that block
 * @param status its verdict
 * @param shortfall the part of the penalty that the owner's account could not cover, in points
 */
public record StoredRecord(
    PublicKey owner,
    PublicKey doctor,
    String type,
    long height,
    int index,
    Status status,
    long shortfall)
    implements Encodable {
  /** The verdict on a record. Codes are part of the state's format. */
  public enum Status implements Coded {
    /** It is read and sold. */
    VALID(0),
    /** It was found false. */
    FALSE(1),
    /** Its verdict is open, or was never reached: then it stays so (GAME-1). */
    PENDING(2);

    private final int code;

    Status(int code) {
      this.code = code;
    }

    @Override
    public int code() {
      return code;
    }
  }

  /** Refuses a shortfall without a penalty. */
  public StoredRecord {
    Argument.refuseIf(
        shortfall < 0 || (shortfall > 0 && status != Status.FALSE),
        "no such shortfall: %s",
        shortfall);
  }

  /** A record that came in and is valid, of a patient whose key was not replaced. */
  public static StoredRecord of(MedicalRecord record, long height, int index) {
    return of(record.patient(), record, height, index);
  }

  static StoredRecord of(PublicKey owner, MedicalRecord record, long height, int index) {
    return new StoredRecord(
        owner, record.digest().doctor(), record.digest().type(), height, index, Status.VALID, 0);
  }

  /** The same of an owner by its name, whose key was replaced since (CON-32). */
  public StoredRecord ownedBy(PublicKey name) {
    return new StoredRecord(name, doctor, type, height, index, status, shortfall);
  }

  /** The same, found false. */
  public StoredRecord judgedFalse(long missing) {
    return new StoredRecord(owner, doctor, type, height, index, Status.FALSE, missing);
  }

  /** The same before its verdict. */
  public StoredRecord pending() {
    return new StoredRecord(owner, doctor, type, height, index, Status.PENDING, 0);
  }

  StoredRecord accepted() {
    return new StoredRecord(owner, doctor, type, height, index, Status.VALID, 0);
  }

  /** Whether it may be read and sold. */
  public boolean isValid() {
    return status == Status.VALID;
  }

  /** Whether it was found false. */
  public boolean foundFalse() {
    return status == Status.FALSE;
  }

  /** Whether it was neither found valid nor false. */
  public boolean isPending() {
    return status == Status.PENDING;
  }

  /** Why it is not traded, if it is not valid. */
  public Outcome objection() {
    return foundFalse() ? Outcome.RECORD_FALSE : Outcome.RECORD_PENDING;
  }
}
