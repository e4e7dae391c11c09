package org.medchain.consensus.pbft.message;

import org.medchain.consensus.QuorumCertificate;
import org.medchain.data.Encoder;
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
  /** The kind of message. */
  public static final MessageType TYPE =
      PbftMessages.type(
          11,
          "prepare",
          in -> new Prepare(WireFormat.decode(in), WireFormat.decode(in), in.hash()));

  @Override
  public MessageType type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.raw(QuorumCertificate.statement(view, height, block));
  }

  @Override
  public int expectedSize() {
    return QuorumCertificate.STATEMENT_SIZE;
  }
}
