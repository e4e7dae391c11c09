package org.medchain.consensus.pbft.message;

import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * PREPARE (Castro and Liskov 1999, §4.2): a backup has accepted the primary's proposal for this
 * view and height, and will accept no other one there.
 *
 * @param view in which the vote counts
 * @param height of the block
 * @param block hash of its header
 */
public record Prepare(long view, long height, Hash block) implements Message {
  public static final Codec<Prepare> CODEC =
      Codec.of(Prepare.class, WireFormat.NUMBER, WireFormat.NUMBER, Codec.HASH);

  /** The kind of message. */
  public static final MessageType TYPE = PbftMessages.type(11, "prepare", CODEC);
}
