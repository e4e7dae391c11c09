package org.medchain.node.ledger;

import java.util.Locale;
import java.util.Optional;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.Protocol;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.SignatureScheme;

/**
 * Checks certificates completely, from any sender: of a protocol whose blocks they make final,
 * names the header, made by a quorum of the members of its epoch, every signature holds.
 *
 * @param protocol of the chain; it reads the certificates
 * @param chain its id
 * @param scheme in which members sign
 */
public record CertificateVerifier(Protocol protocol, Hash chain, SignatureScheme scheme) {
  /** Reads what has certificates of this chain in it. */
  public <T> Codec<T> codec(Class<T> type) {
    return protocol.codecs().codec(type);
  }

  /** The fault of a certificate; nothing if it decides this header. */
  public Optional<String> findError(
      Header header, Certificate certificate, MembershipHistory members) {
    if (!protocol.isFinal() || !certificate.isOf(header)) {
      return Optional.of("the certificate is not that of height " + header.height());
    }
    if (!members.proves(certificate)) {
      return Optional.of("no quorum of the members of height " + header.height() + " signed");
    }
    return certificate.attestations().stream()
        .filter(vote -> !vote.holds(scheme, chain))
        .map(
            vote ->
                vote.domain().toUpperCase(Locale.ROOT)
                    + " is not signed by "
                    + vote.signer().brief())
        .map("a "::concat)
        .findFirst();
  }
}
