package org.medchain.consensus.pbft.message;

import java.util.List;
import org.medchain.consensus.Request;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Encoder;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * The reply to {@link FetchBlock}.
 *
 * @param block the block, which has the requested hash or is ignored
 */
public record FetchedBlock(Block block) implements Message {
  /** The kind of message. */
  public static final MessageType TYPE =
      PbftMessages.type(18, "fetched-block", in -> new FetchedBlock(Block.decode(in)));

  @Override
  public MessageType type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.value(block);
  }

  @Override
  public void encodeStatement(Encoder out) {
    out.hash(block.hash());
  }

  @Override
  public List<Attestation> nested() {
    return Request.attestations(block.transactions());
  }
}
