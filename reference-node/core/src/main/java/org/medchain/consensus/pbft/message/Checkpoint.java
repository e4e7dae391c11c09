package org.medchain.consensus.pbft.message;

import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * CHECKPOINT (Castro and Liskov 1999, §4.3): the sender has executed everything up to this height
 * and keeps the state durably.
 *
 * @param height a multiple of K
 * @param block hash of the header there
 * @param stateRoot root of the state after it
 * @param context hash of the state of consensus there, see {@link CheckpointContext}
 */
public record Checkpoint(long height, Hash block, Hash stateRoot, Hash context) implements Message {
  /** Encoded length in bytes. */
  static final int SIZE = 8 + 3 * Hash.SIZE;

  /** The kind of message. */
  public static final MessageType TYPE = PbftMessages.type(20, "checkpoint", Checkpoint::decode);

  static Checkpoint decode(Decoder in) {
    return new Checkpoint(WireFormat.decode(in), in.hash(), in.hash(), in.hash());
  }

  @Override
  public MessageType type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.int64(height).hash(block).hash(stateRoot).hash(context);
  }

  /** The name under which votes for equal checkpoints are counted. */
  public Hash digest() {
    return Hash.of(encoded());
  }
}
