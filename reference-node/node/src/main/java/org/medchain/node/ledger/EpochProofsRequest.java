package org.medchain.node.ledger;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/**
 * The question for the ends of epochs.
 *
 * @param knownEpochs number of the last epoch whose members the asker knows, from 0
 */
public record EpochProofsRequest(int knownEpochs) implements Encodable {
  /** Checks the range. */
  public EpochProofsRequest {
    if (knownEpochs < 0) {
      throw new IllegalArgumentException("epochs count from 0, not " + knownEpochs);
    }
  }

  /** Reads what {@link #encode} wrote. */
  public static EpochProofsRequest decode(Decoder in) {
    return new EpochProofsRequest(in.int32());
  }

  @Override
  public void encode(Encoder out) {
    out.int32(knownEpochs);
  }
}
