package org.medchain.consensus.pbft.message;

import java.util.List;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * A decided block for a replica that missed it; the block is self-certifying: the certificate
 * proves it, and the transactions too, since the hash binds them.
 *
 * @param block the block
 * @param certificate of its COMMITs
 */
public record DecidedBlock(Block block, QuorumCertificate certificate) implements Message {
  public static final MessageType TYPE = MessageType.of(16, "decided-block", DecidedBlock.class);

  @Override
  public Bytes statement() {
    // The certificate proves everything; the envelope's signature only names the relaying node.
    return block.hash().toBytes();
  }

  @Override
  public List<Attestation> nested() {
    return certificate.attestations();
  }

  /** PBFT-12: a decided block proves itself: a quorum of those responsible signed this one. */
  public boolean isSound(Epochs epochs) {
    return certificate.isOf(block.header()) && epochs.proves(certificate);
  }
}
