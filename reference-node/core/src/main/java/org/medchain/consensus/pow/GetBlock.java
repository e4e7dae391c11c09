package org.medchain.consensus.pow;

import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * Requests a block that this node knows of and does not hold; {@link NewBlock} is the reply.
 *
 * @param block hash of its header
 */
public record GetBlock(Hash block) implements Message {
  /** The kind of message. */
  public static final MessageType TYPE = PowMessages.type(31, "get-block", GetBlock::decode);

  /** Reads what {@link #encode} wrote. */
  static GetBlock decode(Decoder in) {
    return new GetBlock(in.hash());
  }

  @Override
  public MessageType type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.hash(block);
  }
}
