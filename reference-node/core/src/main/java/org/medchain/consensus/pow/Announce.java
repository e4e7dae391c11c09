package org.medchain.consensus.pow;

import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * Announces the sender's head, so that a node that missed it can request it (decision 0081).
 *
 * @param block hash of the head's header
 * @param height of the head
 */
public record Announce(Hash block, long height) implements Message {
  /** The kind of message. */
  public static final MessageType TYPE = PowMessages.type(32, "announce", Announce::decode);

  /** Checks the range. */
  public Announce {
    if (height < 0) {
      throw new IllegalArgumentException("a height is not negative: " + height);
    }
  }

  /** Reads what {@link #encode} wrote. */
  static Announce decode(Decoder in) {
    return new Announce(in.hash(), in.int64());
  }

  @Override
  public MessageType type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.hash(block).int64(height);
  }
}
