package org.medchain.node.ledger;

import java.util.Optional;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.data.Attestation;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.SignatureScheme;

/**
 * Checks certificates completely, from any sender: names the header, made by a quorum of the
 * members of its epoch, every signature holds.
 *
 * @param chain its id
 * @param scheme in which members sign
 */
public record QuorumCertificateVerifier(Hash chain, SignatureScheme scheme) {
  /** The fault of a certificate; nothing if it decides this header. */
  public Optional<String> findError(
      Header header, QuorumCertificate certificate, MembershipHistory members) {
    if (certificate.height() != header.height() || !certificate.block().equals(header.hash())) {
      return Optional.of("the certificate is not that of height " + header.height());
    }
    if (!members.proves(certificate)) {
      return Optional.of("no quorum of the members of height " + header.height() + " signed");
    }
    for (Attestation vote : certificate.attestations()) {
      if (!vote.holds(scheme, chain)) {
        return Optional.of("a COMMIT is not signed by " + vote.signer().brief());
      }
    }
    return Optional.empty();
  }
}
