package org.medchain.node.center;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.medchain.data.Ed25519;
import org.medchain.data.KeyPair;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/**
 * Issues identities on the center's own machine, without a connection: the first ones of a chain,
 * the center's own, and those with which an invited process connects for the first time (CA-3).
 *
 * @param registrar decides and remembers
 * @param clock for the time in requests
 * @param random for keys
 */
public record LocalCertificateIssuer(
    Registrar registrar, InstantSource clock, SecureRandom random) {
  /** Authorises a key and issues its certificates; {@link CredentialFiles} writes them down. */
  public Identity identity(KeyPair ledger, PeerRole role, String name, List<String> addresses)
      throws RefusedException {
    CertificateSubject subject = new CertificateSubject(ledger.publicKey(), role, name);
    registrar.authorise(subject);
    return issued(ledger, subject, Identity.generateTlsKeys(random), addresses, registrar::issue);
  }

  /** Renews the certificates of this identity: the center renews its own (CA-4). */
  public Identity renew(Identity identity, java.security.KeyPair tls) throws RefusedException {
    CertificateSubject subject = identity.subject();
    return issued(identity.ledger(), subject, tls, identity.addresses(), registrar::issue);
  }

  /**
   * An identity to go with an invitation: a light client's, under a separate key that signs
   * nothing, with which the bearer gets as far as the center (decision 0150).
   */
  public Identity bootstrap() throws RefusedException {
    KeyPair ledger = Identity.generateLedgerKeys(random);
    CertificateSubject subject =
        new CertificateSubject(ledger.publicKey(), PeerRole.LIGHT_CLIENT, "bootstrap");
    java.security.KeyPair tls = Identity.generateTlsKeys(random);
    return issued(ledger, subject, tls, List.of(), registrar::issueShortLived);
  }

  /** How the registrar issues. */
  private interface IssuingMethod {
    IssuedCertificates issue(CertificateSigningRequest request) throws RefusedException;
  }

  private Identity issued(
      KeyPair ledger,
      CertificateSubject subject,
      java.security.KeyPair tls,
      List<String> addresses,
      IssuingMethod way)
      throws RefusedException {
    CertificateSigningRequest request =
        CertificateSigningRequest.signed(
            new Ed25519(),
            CertificateAuthority.idOf(registrar.authority()),
            ledger,
            subject,
            tls.getPublic(),
            addresses,
            clock.millis());
    return way.issue(request).identity(ledger, tls.getPrivate(), registrar.authority());
  }
}
