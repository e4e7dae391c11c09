package org.medchain.node.center;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
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
   * Requests certificates.
   *
   * @param ledger whose public half becomes the name
   * @param role and name: those that the key, or the invitation, is authorised for
   * @param addresses of the process
   * @return ends with {@link RefusedException} if the center refuses, or its reply does not fit the
   *     request
   */
  public CompletableFuture<Identity> enroll(
      KeyPair ledger, PeerRole role, String name, List<String> addresses, Invitation invitation) {
    return enroll(
        ledger,
        role,
        name,
        addresses,
        each -> new EnrollmentRequest(each, Optional.of(invitation), false));
  }

  /** The same for a key that is authorised already. */
  public CompletableFuture<Identity> enroll(
      KeyPair ledger, PeerRole role, String name, List<String> addresses) {
    return enroll(
        ledger,
        role,
        name,
        addresses,
        each -> new EnrollmentRequest(each, Optional.empty(), false));
  }

  /**
   * Requests a ledger key that the center makes, and certificates for it (REG-7).
   *
   * @param recipient a pair of the caller's own, for which the center wraps the private key
   * @param role and name that the invitation is for
   * @return ends with {@link RefusedException} if the center refuses, or its reply does not fit the
   *     request
   */
  public CompletableFuture<Identity> enrollWithKeysOfCenter(
      KeyPair recipient, PeerRole role, String name, Invitation invitation) {
    return enroll(
        recipient,
        role,
        name,
        List.of(),
        each -> new EnrollmentRequest(each, Optional.of(invitation), true));
  }

  /** Asks again for the ledger key that the center made for this recipient. */
  public CompletableFuture<Identity> enrollWithKeysOfCenter(
      KeyPair recipient, PeerRole role, String name) {
    return enroll(
        recipient,
        role,
        name,
        List.of(),
        each -> new EnrollmentRequest(each, Optional.empty(), true));
  }

  private CompletableFuture<Identity> enroll(
      KeyPair signer,
      PeerRole role,
      String name,
      List<String> addresses,
      Function<CertificateSigningRequest, EnrollmentRequest> question) {
    CertificateSubject subject = new CertificateSubject(signer.publicKey(), role, name);
    return enroll(signer, subject, Identity.generateTlsKeys(random), addresses, question);
  }

  private CompletableFuture<Identity> enroll(
      KeyPair signer,
      CertificateSubject subject,
      java.security.KeyPair tls,
      List<String> addresses,
      Function<CertificateSigningRequest, EnrollmentRequest> question) {
    Optional<PublicKey> center =
        asker.peers().stream()
            .filter(peer -> peer.role() == PeerRole.REGULATORY_CENTER)
            .map(Peer::key)
            .findFirst();
    if (center.isEmpty()) {
      return CompletableFuture.failedFuture(new RefusedException("no center is connected"));
    }
    EnrollmentRequest asked =
        question.apply(
            CertificateSigningRequest.signed(
                new Ed25519(),
                CertificateAuthority.idOf(authority),
                signer,
                subject,
                tls.getPublic(),
                addresses,
                clock.millis()));
    return asker
        .call(center.get(), CallKind.ENROLL.method(), asked.encoded())
        .thenCompose(
            reply -> {
              try {
                return CompletableFuture.completedFuture(
                    asked.keysByCenter()
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
      return enroll(
          identity.ledger(),
          identity.subject(),
          tls,
          identity.addresses(),
          each -> new EnrollmentRequest(each, Optional.empty(), false));
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
