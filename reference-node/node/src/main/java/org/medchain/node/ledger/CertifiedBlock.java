package org.medchain.node.ledger;

import org.medchain.consensus.QuorumCertificate;
import org.medchain.data.Block;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Header;

/**
 * A block and what proves that it is decided (CONS-7).
 *
 * @param block the block
 * @param certificate of the quorum that committed it
 */
public record CertifiedBlock(Block block, QuorumCertificate certificate) implements Encodable {
  /** The least encoded size in bytes. */
  public static final int MIN_SIZE = Header.SIZE + 1 + HeadersResponse.MIN_CERTIFICATE_SIZE;

  /** Reads what {@link #encode} wrote. */
  public static CertifiedBlock decode(Decoder in) {
    return new CertifiedBlock(Block.decode(in), QuorumCertificate.CODEC.decode(in));
  }

  /** Its height. */
  public long height() {
    return block.height();
  }

  @Override
  public void encode(Encoder out) {
    out.value(block).value(certificate);
  }
}
