package org.medchain.consensus.pbft.message;

import org.medchain.data.Encoder;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * Requests one part of the snapshot of a stable checkpoint (Castro and Liskov 2002, §6.2.2).
 *
 * @param height of the checkpoint
 * @param part counted from 0
 */
public record FetchSnapshot(long height, int part) implements Message {
  /** The kind of message. */
  public static final MessageType TYPE =
      PbftMessages.type(
          22, "fetch-snapshot", in -> new FetchSnapshot(WireFormat.decode(in), in.int32()));

  @Override
  public MessageType type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.int64(height).int32(part);
  }
}
