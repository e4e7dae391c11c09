package org.medchain.contract.storageproof;

import org.medchain.contract.engine.Event;
import org.medchain.data.Code;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** Events of stored files. */
public sealed interface AuditEvents extends Event {
  /**
   * A patient entrusted a file.
   *
   * @param record id of its record
   * @param holder the hospital
   * @param root Merkle root over the chunks
   * @param chunks their number
   */
  @Code(24)
  record Entrusted(Hash record, PublicKey holder, Hash root, int chunks) implements AuditEvents {}

  /**
   * A holder accepted a file.
   *
   * @param record id of its record
   * @param holder the hospital
   */
  @Code(25)
  record HoldingAccepted(Hash record, PublicKey holder) implements AuditEvents {}

  /**
   * A file is no longer entrusted.
   *
   * @param record id of its record
   * @param holder the hospital
   */
  @Code(26)
  record HoldingEnded(Hash record, PublicKey holder) implements AuditEvents {}

  /**
   * A holder proved that it has a chunk.
   *
   * @param record id of its record
   * @param holder the hospital
   * @param round of the audit
   */
  @Code(27)
  record AuditAnswered(Hash record, PublicKey holder, long round) implements AuditEvents {}

  /**
   * A holder did not answer.
   *
   * @param record id of its record
   * @param holder the hospital
   * @param rounds how many
   */
  @Code(28)
  record AuditMissed(Hash record, PublicKey holder, long rounds) implements AuditEvents {}
}
