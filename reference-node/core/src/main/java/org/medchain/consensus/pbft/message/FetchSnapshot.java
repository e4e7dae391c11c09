package org.medchain.consensus.pbft.message;

import org.medchain.data.Codec;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * Requests one part of the snapshot of a stable checkpoint (Castro and Liskov 2002, §6.2.2).
 *
 * @param height of the checkpoint
 * @param part counted from 0
 */
public record FetchSnapshot(long height, int part) implements Message {
  public static final Codec<FetchSnapshot> CODEC =
      Codec.of(FetchSnapshot.class, WireFormat.NUMBER, Codec.INT32);

  /** The kind of message. */
  public static final MessageType TYPE = PbftMessages.type(22, "fetch-snapshot", CODEC);
}
