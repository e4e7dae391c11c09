package org.medchain.node.center;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Ed25519;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.node.admission.CallKind;
import org.medchain.node.crypto.EcdsaSignatures;
import org.medchain.node.identity.CertificateParser;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.identity.Identity;
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
   * A request for a certificate.
   *
   * @param role and name: those that the key, or the invitation, is authorised for
   * @param addresses of the process
   * @param invitation empty for a key that is authorised already, or for which the center made one
   * @param keysByCenter whether the center makes the ledger key (REG-7)
   */
  public record Enrollment(
      PeerRole role,
      String name,
      List<String> addresses,
      Optional<Invitation> invitation,
      boolean keysByCenter) {}

  /**
   * Requests certificates.
   *
   * @param signer whose public half becomes the name; or, of keys that the center makes, a pair of
   *     the caller's own, for which it wraps the private key
   * @return ends with {@link RefusedException} if the center refuses, or its reply does not fit the
   *     request
   */
  public CompletableFuture<Identity> enroll(KeyPair signer, Enrollment wanted) {
    return enroll(signer, wanted, Identity.generateTlsKeys(random));
  }

  private CompletableFuture<Identity> enroll(
      KeyPair signer, Enrollment wanted, java.security.KeyPair tls) {
    CertificateSubject subject =
        new CertificateSubject(signer.publicKey(), wanted.role(), wanted.name());
    Optional<PublicKey> center =
        asker.peers().stream()
            .filter(peer -> peer.role() == PeerRole.REGULATORY_CENTER)
            .map(Peer::key)
            .findFirst();
    if (center.isEmpty()) {
      return CompletableFuture.failedFuture(new RefusedException("no center is connected"));
    }
    CertificateSigningRequest request =
        CertificateSigningRequest.signed(
            new Ed25519(),
            CertificateAuthority.idOf(authority),
            signer,
            subject,
            tls.getPublic(),
            wanted.addresses(),
            clock.millis());
    Bytes question =
        new EnrollmentRequest(request, wanted.invitation(), wanted.keysByCenter()).encoded();
    return asker
        .call(center.get(), CallKind.ENROLL.method(), question)
        .thenCompose(
            reply -> {
              try {
                return CompletableFuture.completedFuture(
                    wanted.keysByCenter()
                        ? opened(reply, signer, center.get(), subject, tls)
                        : checked(IssuedCertificates.CODEC.decoded(reply), signer, subject, tls));
              } catch (GeneralSecurityException e) {
                return CompletableFuture.failedFuture(
                    new RefusedException("the center did not sign its reply"));
              } catch (MalformedInput e) {
                return CompletableFuture.failedFuture(
                    new RefusedException("the center's reply cannot be read: " + e.getMessage()));
              } catch (RefusedException e) {
                return CompletableFuture.failedFuture(e);
              }
            });
  }

  private Identity opened(
      Bytes reply,
      KeyPair recipient,
      PublicKey center,
      CertificateSubject wanted,
      java.security.KeyPair tls)
      throws RefusedException, GeneralSecurityException {
    HandedOverKey handed = Codec.of(HandedOverKey.class).decoded(reply);
    KeyPair made = handed.open(recipient, center);
    return checked(handed.issued(), made, wanted.of(made.publicKey()), tls);
  }

  /**
   * Renews the certificates of this identity.
   *
   * @param tls its next keys of connections, which are on its disk already
   */
  public CompletableFuture<Identity> renew(Identity identity, java.security.KeyPair tls) {
    try {
      CertificateSubject subject = identity.subject();
      return enroll(
          identity.ledger(),
          new Enrollment(
              subject.role(), subject.name(), identity.addresses(), Optional.empty(), false),
          tls);
    } catch (RefusedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Identity checked(
      IssuedCertificates issued,
      KeyPair ledger,
      CertificateSubject subject,
      java.security.KeyPair tls)
      throws RefusedException, GeneralSecurityException {
    EcdsaSignatures.verify(issued.tls(), authority.getPublicKey());
    EcdsaSignatures.verify(issued.signing(), authority.getPublicKey());
    boolean ours =
        CertificateParser.peer(issued.tls()).key().equals(subject.key())
            && CertificateParser.subject(issued.tls()).equals(subject)
            && CertificateParser.signer(issued.signing()).equals(subject)
            && issued.tls().getPublicKey().equals(tls.getPublic());
    if (!ours) {
      throw new RefusedException("the center certified something else");
    }
    return issued.identity(ledger, tls.getPrivate(), authority);
  }
}
