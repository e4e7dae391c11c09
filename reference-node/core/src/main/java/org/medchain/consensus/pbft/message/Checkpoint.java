package org.medchain.consensus.pbft.message;

import org.medchain.data.Hash;
import org.medchain.data.Natural;
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
public record Checkpoint(@Natural long height, Hash block, Hash stateRoot, Hash context)
    implements Message {
  public static final MessageType TYPE = MessageType.of(20, "checkpoint", Checkpoint.class);

  /** The name under which votes for equal checkpoints are counted. */
  public Hash digest() {
    return Hash.of(encoded());
  }
}
