package org.medchain.node.center;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.medchain.data.Bytes;

/** The X.509 forms that the center fills in (RFC 5280), and nothing of when and for whom. */
final class X509Profiles {
  private static final int SERIAL_BITS = 128;

  private final PrivateKey key;
  private final X509Certificate issuer;
  private final SecureRandom random;

  X509Profiles(PrivateKey key, X509Certificate issuer, SecureRandom random) {
    this.key = key;
    this.issuer = issuer;
    this.random = random;
  }

  /** A certificate that signs itself. */
  static X509Certificate root(
      KeyPair keys, String name, Instant begin, Instant end, SecureRandom random) {
    X500Name issuer =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.O, name)
            .addRDN(BCStyle.CN, "regulatory center")
            .build();
    SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    X509v3CertificateBuilder form =
        new X509v3CertificateBuilder(
            issuer, serial(random), Date.from(begin), Date.from(end), issuer, info);
    return make(
        () -> {
          form.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
          form.addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
          form.addExtension(
              Extension.subjectKeyIdentifier,
              false,
              new JcaX509ExtensionUtils().createSubjectKeyIdentifier(info));
          return certificate(form.build(signer(keys.getPrivate())).getEncoded());
        });
  }

  X509Certificate tls(
      CertificateSubject subject,
      TlsPublicKey tlsKey,
      SubjectAlternativeNames addresses,
      Instant begin,
      Instant end) {
    SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(tlsKey.encoding().toArray());
    return make(
        () -> {
          X509v3CertificateBuilder form = builder(subject, info, begin, end);
          form.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
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
          return certificate(form.build(signer(key)).getEncoded());
        });
  }

  X509Certificate signing(CertificateSubject subject, Instant begin, Instant end) {
    SubjectPublicKeyInfo info =
        new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519),
            subject.key().value().toArray());
    return make(
        () -> {
          X509v3CertificateBuilder form = builder(subject, info, begin, end);
          form.addExtension(
              Extension.keyUsage,
              true,
              new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
          return certificate(form.build(signer(key)).getEncoded());
        });
  }

  private X509v3CertificateBuilder builder(
      CertificateSubject subject, SubjectPublicKeyInfo info, Instant begin, Instant end)
      throws IOException, GeneralSecurityException {
    X509v3CertificateBuilder form =
        new X509v3CertificateBuilder(
            issuerName(),
            serial(random),
            Date.from(begin),
            Date.from(end),
            SubjectName.of(subject),
            info);
    JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
    form.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    form.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        identifiers.createAuthorityKeyIdentifier(issuer.getPublicKey()));
    form.addExtension(
        Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(info));
    return form;
  }

  X509CRL crl(
      long number, Collection<CertificateAuthority.CrlEntry> lines, Instant now, Instant next) {
    X509v2CRLBuilder form = new X509v2CRLBuilder(issuerName(), Date.from(now));
    form.setNextUpdate(Date.from(next));
    for (CertificateAuthority.CrlEntry line : lines) {
      form.addCRLEntry(
          line.entry().serial(),
          Date.from(Instant.ofEpochMilli(line.timeMs())),
          line.entry().reason().code());
    }
    return make(
        () -> {
          form.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
          form.addExtension(
              Extension.authorityKeyIdentifier,
              false,
              new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer.getPublicKey()));
          byte[] der = form.build(signer(key)).getEncoded();
          return (X509CRL) factory().generateCRL(new ByteArrayInputStream(der));
        });
  }

  private X500Name issuerName() {
    return X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded());
  }

  private static GeneralNames names(List<String> addresses) {
    return new GeneralNames(
        addresses.stream()
            .map(
                each ->
                    new GeneralName(
                        SubjectAlternativeNames.isIpAddress(each)
                            ? GeneralName.iPAddress
                            : GeneralName.dNSName,
                        each))
            .toArray(GeneralName[]::new));
  }

  /** Random, so that none needs to be remembered for the next to differ (decision 0153). */
  private static BigInteger serial(SecureRandom random) {
    BigInteger drawn = new BigInteger(SERIAL_BITS, random);
    return drawn.signum() == 0 ? BigInteger.ONE : drawn;
  }

  private static ContentSigner signer(PrivateKey key) throws OperatorCreationException {
    return new JcaContentSignerBuilder("SHA256withECDSA").build(key);
  }

  private static CertificateFactory factory() throws CertificateException {
    return CertificateFactory.getInstance("X.509");
  }

  /** Reads a certificate in DER. */
  static X509Certificate certificate(byte[] der) throws CertificateException {
    return (X509Certificate) factory().generateCertificate(new ByteArrayInputStream(der));
  }

  static Bytes der(X509Certificate certificate) {
    try {
      return Bytes.of(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read has no encoding", e);
    }
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
