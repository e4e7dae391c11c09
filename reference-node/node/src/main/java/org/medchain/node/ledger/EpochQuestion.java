package org.medchain.node.ledger;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/**
 * The question for the ends of epochs.
 *
 * @param known number of the last epoch whose members the asker knows, from 0
 */
public record EpochQuestion(int known) implements Encodable {
  /** Checks the range. */
  public EpochQuestion {
    if (known < 0) {
      throw new IllegalArgumentException("epochs count from 0, not " + known);
    }
  }

  /** Reads what {@link #encode} wrote. */
  public static EpochQuestion decode(Decoder in) {
    return new EpochQuestion(in.int32());
  }

  @Override
  public void encode(Encoder out) {
    out.int32(known);
  }
}
