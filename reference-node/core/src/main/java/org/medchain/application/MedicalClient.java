package org.medchain.application;

import org.medchain.contract.Operations;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.Transaction;

/**
 * A client (paper §4): makes the transactions of one participant, numbered one after the other.
 * Sending them is a client session's work, reading the results that of {@link RecordIndex}.
 */
public final class MedicalClient {
  private final ClientLevel level;
  private final Operations operations;
  private long nextSequence;

  /**
   * A client.
   *
   * @param level limits what it may order
   * @param operations sign as the participant
   * @param nextSequence of the first transaction; 1 for a participant that never ordered anything
   */
  public MedicalClient(ClientLevel level, Operations operations, long nextSequence) {
    this.level = level;
    this.operations = operations;
    this.nextSequence = nextSequence;
  }

  /** Puts a record of the client's own on the chain. */
  public Transaction store(MedicalRecord record) {
    return order(new UploadRecord(record));
  }

  /** Reads the record with this id. */
  public Transaction read(Hash record, Purpose purpose) {
    return order(new ReadRecord(record, purpose));
  }

  /**
   * The next transaction, for any operation.
   *
   * @throws IllegalArgumentException if a client of this level may not order it; no number is used
   *     up
   */
  public Transaction order(Operation operation) {
    if (!level.mayOrder(operation.type())) {
      throw new IllegalArgumentException(
          "a " + level + " client does not order " + operation.type());
    }
    return operations.sign(nextSequence++, operation);
  }
}
