package org.medchain.node.admission;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medchain.node.crypto.EcdsaSignatures;
import org.medchain.node.identity.CertificateParser;
import org.medchain.node.transport.AdmissionPolicy;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/**
 * Admits peers with a certificate of the center for connections, valid now, not revoked, for a role
 * that this process admits (ROLE-7, CA-7).
 *
 * @param authority the center's certificate
 * @param clock for the validity period
 * @param roles that are admitted
 * @param revocations on the ledger, or in the center's register
 */
public record CertificateAdmissionPolicy(
    X509Certificate authority,
    InstantSource clock,
    Set<PeerRole> roles,
    RevocationLookup revocations)
    implements AdmissionPolicy {
  public CertificateAdmissionPolicy {
    roles = Set.copyOf(roles);
  }

  @Override
  public Peer admit(List<X509Certificate> chain) throws RefusedException {
    X509Certificate shown = leafCertificate(chain);
    requireIssued(shown);
    Instant now = clock.instant();
    requireValid("the center's certificate", authority, now);
    requireValid("the certificate", shown, now);
    Peer peer = CertificateParser.peer(shown);
    if (!roles.contains(peer.role())) {
      throw new RefusedException("no peer is admitted here as " + peer.role());
    }
    Optional<String> revoked = revocations.refusal(peer);
    if (revoked.isPresent()) {
      throw new RefusedException(revoked.get());
    }
    return peer;
  }

  /** There are no intermediate authorities below the center. */
  private X509Certificate leafCertificate(List<X509Certificate> chain) throws RefusedException {
    boolean whole = chain.size() == 1 || (chain.size() == 2 && chain.get(1).equals(authority));
    if (!whole) {
      throw new RefusedException("a chain is one certificate, and the center's at most");
    }
    return chain.get(0);
  }

  private void requireIssued(X509Certificate shown) throws RefusedException {
    if (!shown.getIssuerX500Principal().equals(authority.getSubjectX500Principal())) {
      throw new RefusedException("another authority issued the certificate");
    }
    try {
      EcdsaSignatures.verify(shown, authority.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new RefusedException("the center did not sign the certificate");
    }
  }

  private static void requireValid(String what, X509Certificate certificate, Instant now)
      throws RefusedException {
    if (now.isBefore(certificate.getNotBefore().toInstant())) {
      throw new RefusedException(what + " begins at " + certificate.getNotBefore().toInstant());
    }
    if (now.isAfter(certificate.getNotAfter().toInstant())) {
      throw new RefusedException(what + " ended at " + certificate.getNotAfter().toInstant());
    }
  }
}
