package org.medchain.node.storage;

import org.medchain.consensus.QuorumCertificate;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.StoredBlock;
import org.medchain.node.ledger.CertifiedBlock;

/** A decided block on the disk: the stored block of DATA-14, then its certificate. */
final class CertifiedBlockFormat {
  private CertifiedBlockFormat() {}

  static Bytes encode(CertifiedBlock decision) {
    StoredBlock block = new StoredBlock(decision.block());
    QuorumCertificate certificate = decision.certificate();
    return new Encoder(block.expectedSize() + certificate.expectedSize())
        .value(block)
        .value(certificate)
        .toBytes();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws org.medchain.data.MalformedInput if it is malformed
   */
  static CertifiedBlock decode(Bytes content) {
    return Decoder.decode(
        content,
        in ->
            new CertifiedBlock(StoredBlock.decode(in).block(), QuorumCertificate.CODEC.decode(in)));
  }
}
