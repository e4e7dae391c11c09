package org.medchain.node.center;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralNamesBuilder;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.node.identity.CertificateParser;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.identity.Identity;

/**
 * The center's certificate authority (paper §4 (1); CA-1): one root on P-256, which signs
 * certificates and revocation lists directly. It does not record issued certificates: {@link
 * Registrar} does.
 */
public final class CertificateAuthority {
  /** Certificates begin earlier than now by this time, since clocks differ. */
  public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private static final int SERIAL_BITS = 128;

  private final KeyPair keys;
  private final X509Certificate certificate;
  private final SecureRandom random;

  CertificateAuthority(KeyPair keys, X509Certificate certificate, SecureRandom random) {
    this.keys = keys;
    this.certificate = certificate;
    this.random = random;
  }

  /**
   * A new authority with a new key.
   *
   * @param name for human readers, as of a {@link CertificateSubject}
   * @param now when it begins
   * @param validity how long it lasts
   */
  public static CertificateAuthority create(
      String name, Instant now, Duration validity, SecureRandom random) {
    KeyPair keys = Identity.generateTlsKeys(random);
    X500Name itself =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.O, name)
            .addRDN(BCStyle.CN, "regulatory center")
            .build();
    SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    return make(
        () -> {
          X509v3CertificateBuilder form =
              form(itself, itself, info, now, now.plus(validity), random);
          form.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
          form.addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
          return new CertificateAuthority(keys, signed(form, keys), random);
        });
  }

  /** Its own certificate, the trust anchor of all others. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** Hash of its certificate in DER; requests are bound to it. */
  public Hash id() {
    return idOf(certificate);
  }

  /** Hash of an authority's certificate in DER. */
  public static Hash idOf(X509Certificate authority) {
    return Hash.of(CertificateParser.der(authority));
  }

  KeyPair keys() {
    return keys;
  }

  /** A certificate for connections, client's and server's side. */
  X509Certificate issueTls(
      CertificateSubject subject,
      TlsPublicKey tlsKey,
      SubjectAlternativeNames addresses,
      Instant now,
      Duration validity) {
    SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(tlsKey.encoding().toArray());
    return make(
        () -> {
          X509v3CertificateBuilder form =
              builder(subject, info, now, validity, KeyUsage.digitalSignature);
          form.addExtension(
              Extension.extendedKeyUsage,
              true,
              new ExtendedKeyUsage(
                  new KeyPurposeId[] {
                    KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                  }));
          if (!addresses.names().isEmpty()) {
            form.addExtension(Extension.subjectAlternativeName, false, names(addresses.names()));
          }
          return signed(form, keys);
        });
  }

  /** A certificate for signatures of the subject's ledger key. */
  X509Certificate issueSigning(CertificateSubject subject, Instant now, Duration validity) {
    int usage = KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
    SubjectPublicKeyInfo info = CertificateParser.ledgerKeyInfo(subject.key());
    return make(() -> signed(builder(subject, info, now, validity, usage), keys));
  }

  private X509v3CertificateBuilder builder(
      CertificateSubject subject,
      SubjectPublicKeyInfo info,
      Instant now,
      Duration validity,
      int usage)
      throws IOException, GeneralSecurityException {
    X509v3CertificateBuilder form =
        form(issuerName(), subject.x500Name(), info, now, boundedEnd(now, validity), random);
    form.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    form.addExtension(Extension.authorityKeyIdentifier, false, ownIdentifier());
    form.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
    return form;
  }

  private static X509v3CertificateBuilder form(
      X500Name issuer,
      X500Name subject,
      SubjectPublicKeyInfo info,
      Instant now,
      Instant end,
      SecureRandom random)
      throws IOException, GeneralSecurityException {
    Date begin = Date.from(now.minus(CLOCK_SKEW));
    return new X509v3CertificateBuilder(
            issuer, serial(random), begin, Date.from(end), subject, info)
        .addExtension(
            Extension.subjectKeyIdentifier,
            false,
            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(info));
  }

  private AuthorityKeyIdentifier ownIdentifier() throws GeneralSecurityException {
    return new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate.getPublicKey());
  }

  private static X509Certificate signed(X509v3CertificateBuilder form, KeyPair keys)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    return CertificateParser.read(form.build(signer(keys.getPrivate())).getEncoded());
  }

  /** No certificate outlives that of the authority. */
  private Instant boundedEnd(Instant now, Duration validity) {
    Instant last = certificate.getNotAfter().toInstant();
    Instant end = now.plus(validity);
    return end.isBefore(last) ? end : last;
  }

  /**
   * One line of a revocation list.
   *
   * @param timeMs when it was revoked, milliseconds of Unix time
   */
  record CrlEntry(RevocationEntry entry, long timeMs) {}

  /**
   * A revocation list in DER.
   *
   * @param number of it
   * @param next until when there will be a newer one
   */
  Bytes issueCrl(long number, Collection<CrlEntry> lines, Instant now, Instant next) {
    X509v2CRLBuilder form = new X509v2CRLBuilder(issuerName(), Date.from(now));
    form.setNextUpdate(Date.from(next));
    for (CrlEntry line : lines) {
      form.addCRLEntry(
          line.entry().serial(),
          Date.from(Instant.ofEpochMilli(line.timeMs())),
          line.entry().reason().code());
    }
    return make(
        () -> {
          form.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
          form.addExtension(Extension.authorityKeyIdentifier, false, ownIdentifier());
          return Bytes.of(form.build(signer(keys.getPrivate())).getEncoded());
        });
  }

  private X500Name issuerName() {
    return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
  }

  private static GeneralNames names(List<String> addresses) {
    GeneralNamesBuilder names = new GeneralNamesBuilder();
    for (String each : addresses) {
      boolean isIp = SubjectAlternativeNames.isIpAddress(each);
      names.addName(new GeneralName(isIp ? GeneralName.iPAddress : GeneralName.dNSName, each));
    }
    return names.build();
  }

  /** Random, so that none needs to be remembered for the next to differ (decision 0150). */
  private static BigInteger serial(SecureRandom random) {
    BigInteger drawn = new BigInteger(SERIAL_BITS, random);
    return drawn.signum() == 0 ? BigInteger.ONE : drawn;
  }

  private static ContentSigner signer(PrivateKey key) throws OperatorCreationException {
    return new JcaContentSignerBuilder("SHA256withECDSA").build(key);
  }

  /** Fills in a form. */
  private interface CertificateBuildStep<T> {
    T make() throws IOException, GeneralSecurityException, OperatorCreationException;
  }

  private static <T> T make(CertificateBuildStep<T> making) {
    try {
      return making.make();
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("the Java platform cannot make a certificate", e);
    }
  }
}
