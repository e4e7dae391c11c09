package org.medchain.node.center;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/**
 * The center's certificate authority (paper §4 (1); CA-1): one root on P-256, which signs
 * certificates and revocation lists directly. It does not record issued certificates: {@link
 * Registrar} does.
 */
public final class CertificateAuthority {
  /** Certificates begin earlier than now by this time, since clocks differ. */
  public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private final KeyPair keys;
  private final X509Certificate certificate;
  private final X509Profiles profiles;

  CertificateAuthority(KeyPair keys, X509Certificate certificate, SecureRandom random) {
    this.keys = keys;
    this.certificate = certificate;
    this.profiles = new X509Profiles(keys.getPrivate(), certificate, random);
  }

  /**
   * A new one, with a key of its own.
   *
   * @param name for human readers, as of a {@link CertificateSubject}
   * @param now when it begins
   * @param validity how long it lasts
   */
  public static CertificateAuthority create(
      String name, Instant now, Duration validity, SecureRandom random) {
    KeyPair keys = TlsPublicKey.generate(random);
    Instant end = now.plus(validity);
    X509Certificate root = X509Profiles.root(keys, name, now.minus(CLOCK_SKEW), end, random);
    return new CertificateAuthority(keys, root, random);
  }

  /** Its own certificate, the trust anchor of all others. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** Hash of its certificate in DER: what requests are bound to. */
  public Hash id() {
    return idOf(certificate);
  }

  /** Hash of an authority's certificate in DER. */
  public static Hash idOf(X509Certificate authority) {
    return Hash.of(X509Profiles.der(authority));
  }

  KeyPair keys() {
    return keys;
  }

  /** A certificate for connections, client's and server's side. */
  X509Certificate issueTls(
      CertificateSubject subject,
      TlsPublicKey key,
      SubjectAlternativeNames addresses,
      Instant now,
      Duration validity) {
    return profiles.tls(subject, key, addresses, now.minus(CLOCK_SKEW), boundedEnd(now, validity));
  }

  /** A certificate for signatures of the subject's ledger key. */
  X509Certificate issueSigning(CertificateSubject subject, Instant now, Duration validity) {
    return profiles.signing(subject, now.minus(CLOCK_SKEW), boundedEnd(now, validity));
  }

  /** No certificate outlives that of the authority. */
  private Instant boundedEnd(Instant now, Duration validity) {
    Instant last = certificate.getNotAfter().toInstant();
    Instant end = now.plus(validity);
    return end.isBefore(last) ? end : last;
  }

  /**
   * A revocation list.
   *
   * @param number of it
   * @param next until when there will be a newer one
   */
  X509CRL issueCrl(long number, Collection<CrlEntry> lines, Instant now, Instant next) {
    return profiles.crl(number, lines, now, next);
  }

  /**
   * One line of a revocation list.
   *
   * @param timeMs when it was revoked, milliseconds of Unix time
   */
  record CrlEntry(RevocationEntry entry, long timeMs) {}

  static Hash hash(X509CRL list) {
    return Hash.of(der(list));
  }

  static Bytes der(X509CRL list) {
    try {
      return Bytes.of(list.getEncoded());
    } catch (CRLException e) {
      throw new IllegalStateException("a revocation list that was just made has no encoding", e);
    }
  }
}
