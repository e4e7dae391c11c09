package org.medchain.contract.storageproof;

import org.medchain.contract.engine.Event;
import org.medchain.data.Code;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** What happens to files that are stored. */
public final class AuditEvents {
  private AuditEvents() {}

  /**
   * A patient entrusted a file.
   *
   * @param record id of its record
   * @param holder the hospital
   * @param root Merkle root over the chunks
   * @param chunks their number
   */
  @Code(24)
  public record Entrusted(Hash record, PublicKey holder, Hash root, int chunks) implements Event {}

  /**
   * A holder accepted a file.
   *
   * @param record id of its record
   * @param holder the hospital
   */
  @Code(25)
  public record HoldingAccepted(Hash record, PublicKey holder) implements Event {}

  /**
   * A file is no longer entrusted.
   *
   * @param record id of its record
   * @param holder the hospital
   */
  @Code(26)
  public record HoldingEnded(Hash record, PublicKey holder) implements Event {}

  /**
   * A holder proved that it has a chunk.
   *
   * @param record id of its record
   * @param holder the hospital
   * @param round of the audit
   */
  @Code(27)
  public record AuditAnswered(Hash record, PublicKey holder, long round) implements Event {}

  /**
   * A holder did not answer.
   *
   * @param record id of its record
   * @param holder the hospital
   * @param rounds how many
   */
  @Code(28)
  public record AuditMissed(Hash record, PublicKey holder, long rounds) implements Event {}
}
