package org.medchain.contract.storageproof;

import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * An encrypted file that a patient entrusted to a holder (GAME-4; decision 0130).
 *
 * @param root Merkle root over its chunks
 * @param chunks their number
 * @param accepted whether the holder accepted
 * @param nextAudit number of the first audit not accounted for yet; 0 before it was accepted
 */
public record Holding(Hash root, int chunks, boolean accepted, long nextAudit)
    implements Encodable {
  Holding accountedTo(long next) {
    return new Holding(root, chunks, true, next);
  }

  /**
   * Whether the holder has to answer this audit in the block after {@code height}: it has accepted
   * the file, has not answered, and does not come too late.
   */
  public boolean isDue(AuditRound audit, long height) {
    return accepted && nextAudit <= audit.number() && height < audit.until();
  }

  /** The chunk that an audit demands: unknown until its block exists. */
  public int challenge(AuditRound round, Hash record, PublicKey holder) {
    Encoder question = new Encoder().hash(round.seed()).hash(record).value(holder);
    return (int) Long.remainderUnsigned(Hash.of(question.toBytes()).w0(), chunks);
  }
}
