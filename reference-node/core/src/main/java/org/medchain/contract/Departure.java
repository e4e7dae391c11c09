package org.medchain.contract;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/**
 * That a key has left, for good (GAME-7; decision 0124).
 *
 * @param lockedUntil height of the last block in which its account is open to penalties
 * @param lastAudit the last audit that was over then: later ones it did not miss
 * @param settled whether its account was emptied
 */
public record Departure(long lockedUntil, long lastAudit, boolean settled) implements Encodable {
  Departure asSettled() {
    return new Departure(lockedUntil, lastAudit, true);
  }

  static Departure decode(Decoder in) {
    return new Departure(in.int64(), in.int64(), IncentiveOperation.flag(in));
  }

  @Override
  public void encode(Encoder out) {
    out.int64(lockedUntil).int64(lastAudit).uint8(settled ? 1 : 0);
  }
}
