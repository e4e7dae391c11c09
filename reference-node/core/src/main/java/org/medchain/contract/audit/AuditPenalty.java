package org.medchain.contract.audit;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/**
 * What it costs to miss an audit, from one on (GAME-4; decision 0130).
 *
 * @param first number of the first audit that it is for
 * @param points for each, until the next of these begins
 */
public record AuditPenalty(long first, long points) implements Encodable {
  /** Encoded length in bytes. */
  static final int SIZE = 16;

  /** Reads what {@link #encode} wrote. */
  public static AuditPenalty decode(Decoder in) {
    return new AuditPenalty(in.int64(), in.int64());
  }

  @Override
  public void encode(Encoder out) {
    out.int64(first).int64(points);
  }
}
