package org.medchain.consensus.pbft.message;

import java.util.List;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.Request;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Natural;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * PRE-PREPARE (Castro and Liskov 1999, §4.2): the primary's proposal of a block for a height in a
 * view. Signed are view, height and hash, which bind the block that travels beside them; the
 * signature therefore serves in certificates without the block.
 *
 * @param view in which it is proposed; not part of the block, so that a block that is proposed
 *     again in a later view keeps its identity
 * @param block header and transactions
 */
public record PrePrepare(@Natural long view, Block block) implements Message {
  /** The {@link Attestation} domain of a PRE-PREPARE. */
  public static final String DOMAIN = "pre-prepare";

  public static final MessageType TYPE = MessageType.of(10, DOMAIN, PrePrepare.class);

  @Override
  public Bytes statement() {
    return QuorumCertificate.statement(view, block.height(), block.hash());
  }

  @Override
  public List<Attestation> nested() {
    return Request.attestations(block.transactions());
  }
}
