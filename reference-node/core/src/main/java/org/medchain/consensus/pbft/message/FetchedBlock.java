package org.medchain.consensus.pbft.message;

import java.util.List;
import org.medchain.consensus.Request;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * The reply to {@link FetchBlock}.
 *
 * @param block the block, which has the requested hash or is ignored
 */
public record FetchedBlock(Block block) implements Message {
  public static final MessageType TYPE = MessageType.of(18, "fetched-block", FetchedBlock.class);

  @Override
  public Bytes statement() {
    return block.hash().toBytes();
  }

  @Override
  public List<Attestation> nested() {
    return Request.attestations(block.transactions());
  }
}
