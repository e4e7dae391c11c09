package org.medchain.node.center;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.medchain.data.Attestation;
import org.medchain.data.Bytes;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.transport.RefusedException;

/**
 * Requests certificates, with a proof of possession of the ledger key: that key signs, bound to one
 * authority, the key of connections, role, name, addresses and time (CA-2).
 *
 * @param subject of the certificate
 * @param tlsKey for its connections
 * @param addresses of the process
 * @param timeMs of the request, milliseconds of Unix time
 * @param signature by the subject's ledger key over all of that
 */
public record CertificateSigningRequest(
    CertificateSubject subject,
    TlsPublicKey tlsKey,
    SubjectAlternativeNames addresses,
    long timeMs,
    Signature signature)
    implements Encodable {
  private static final String DOMAIN = "certificate request";

  /**
   * Makes and signs one.
   *
   * @param authority hash of the certificate of the authority, in DER
   * @param ledger whose public half is the subject's key
   * @param tls public key of connections, of P-256
   * @param addresses host names and IP addresses
   */
  public static CertificateSigningRequest signed(
      SignatureScheme scheme,
      Hash authority,
      KeyPair ledger,
      CertificateSubject subject,
      java.security.PublicKey tls,
      List<String> addresses,
      long timeMs) {
    return new CertificateSigningRequest(
            subject,
            TlsPublicKey.of(tls),
            new SubjectAlternativeNames(addresses),
            timeMs,
            Signature.NONE)
        .signed(scheme, authority, ledger);
  }

  private CertificateSigningRequest signed(SignatureScheme scheme, Hash authority, KeyPair ledger) {
    Bytes signing =
        Attestation.signingBytes(DOMAIN, authority, subject.key(), Signature.unsigned(this));
    Signature made = scheme.sign(ledger.secretKey(), signing);
    return new CertificateSigningRequest(subject, tlsKey, addresses, timeMs, made);
  }

  /** The same request for another key, and signed by it: for a pair that the center made. */
  CertificateSigningRequest of(KeyPair made, SignatureScheme scheme, Hash authority) {
    CertificateSubject own = subject.of(made.publicKey());
    return new CertificateSigningRequest(own, tlsKey, addresses, timeMs, Signature.NONE)
        .signed(scheme, authority, made);
  }

  /**
   * Refuses a request that its subject did not sign for this authority, or of another time.
   *
   * @param now of the center's clock
   */
  void requireSigned(SignatureScheme scheme, Hash authority, Instant now) throws RefusedException {
    boolean own =
        new Attestation(DOMAIN, subject.key(), Signature.unsigned(this), signature)
            .holds(scheme, authority);
    if (!own) {
      throw new RefusedException("the ledger key did not sign this request to this authority");
    }
    Duration off = Duration.between(Instant.ofEpochMilli(timeMs), now).abs();
    if (off.compareTo(Registrar.REQUEST_WINDOW) > 0) {
      throw new RefusedException(
          "the request belongs to another time: the clocks are " + off + " apart");
    }
  }
}
