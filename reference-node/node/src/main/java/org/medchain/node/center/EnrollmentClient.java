package org.medchain.node.center;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Ed25519;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.node.crypto.EcdsaSignatures;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;

/**
 * Gets certificates from the center over a connection (CA-3), for a new key pair of connections
 * each time, and checks the reply.
 *
 * @param asker over whose connections
 * @param authority the center's certificate, known from elsewhere
 * @param clock for the time in requests
 * @param random for keys
 */
public record EnrollmentClient(
    RpcClient asker, X509Certificate authority, InstantSource clock, SecureRandom random) {
  /**
   * Requests certificates.
   *
   * @param ledger whose public half becomes the name
   * @param role and name: those that the key, or the invitation, is authorised for
   * @param addresses of the process
   * @param invitation empty for a key that is authorised already
   * @return ends with {@link RefusedException} if the center refuses, or its reply does not fit the
   *     request
   */
  public CompletableFuture<Identity> enroll(
      KeyPair ledger,
      PeerRole role,
      String name,
      List<String> addresses,
      Optional<Invitation> invitation) {
    Optional<PublicKey> center =
        asker.peers().stream()
            .filter(peer -> peer.role() == PeerRole.REGULATORY_CENTER)
            .map(Peer::key)
            .findFirst();
    if (center.isEmpty()) {
      return CompletableFuture.failedFuture(new RefusedException("no center is connected"));
    }
    CertificateSubject subject = new CertificateSubject(ledger.publicKey(), role, name);
    java.security.KeyPair tls = TlsPublicKey.generate(random);
    CertificateSigningRequest request =
        CertificateSigningRequest.signed(
            new Ed25519(),
            CertificateAuthority.idOf(authority),
            ledger,
            subject,
            tls.getPublic(),
            addresses,
            clock.millis());
    Bytes question = new EnrollmentRequest(request, invitation).encoded();
    return asker
        .call(center.get(), EnrollmentService.METHOD, question)
        .thenCompose(answer -> checked(answer, ledger, subject, tls));
  }

  /** Renews the certificates of this identity. */
  public CompletableFuture<Identity> renew(Identity identity, List<String> addresses) {
    try {
      CertificateSubject subject = identity.subject();
      return enroll(identity.ledger(), subject.role(), subject.name(), addresses, Optional.empty());
    } catch (RefusedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<Identity> checked(
      Bytes answer, KeyPair ledger, CertificateSubject subject, java.security.KeyPair tls) {
    try {
      IssuedCertificates issued = Decoder.decode(answer, IssuedCertificates::decode);
      EcdsaSignatures.verify(issued.tls(), authority.getPublicKey());
      EcdsaSignatures.verify(issued.signing(), authority.getPublicKey());
      Peer peer = CertificateParser.peer(issued.tls());
      boolean ours =
          CertificateParser.subject(issued.tls()).equals(subject)
              && peer.key().equals(subject.key())
              && CertificateParser.signer(issued.signing()).equals(subject)
              && issued.tls().getPublicKey().equals(tls.getPublic());
      return ours
          ? CompletableFuture.completedFuture(
              Identity.of(ledger, tls.getPrivate(), issued, authority))
          : CompletableFuture.failedFuture(
              new RefusedException("the center certified something else"));
    } catch (GeneralSecurityException e) {
      return CompletableFuture.failedFuture(
          new RefusedException("the center did not sign its reply"));
    } catch (MalformedInput e) {
      return CompletableFuture.failedFuture(
          new RefusedException("the center's reply cannot be read: " + e.getMessage()));
    } catch (RefusedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
