package org.medchain.node.identity;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;

/**
 * Reads the fields of a certificate strictly (CA-1): a field that the center would not write is
 * refused. The admission policy checks whether the center signed it, and whether it counts now.
 */
public final class CertificateParser {
  private static final String SERVER = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT = "1.3.6.1.5.5.7.3.2";

  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NON_REPUDIATION = 1;
  private static final int USAGES = 9;

  private CertificateParser() {}

  /**
   * The peer that shows this certificate in TLS.
   *
   * @throws RefusedException if it is not a certificate for connections
   */
  public static Peer peer(X509Certificate certificate) throws RefusedException {
    CertificateSubject subject = subject(certificate);
    requireUsage(certificate, DIGITAL_SIGNATURE);
    if (!purposes(certificate).equals(Set.of(SERVER, CLIENT))) {
      throw new RefusedException("the certificate is not for both sides of a connection");
    }
    return new Peer(subject.key(), subject.role(), certificate.getSerialNumber());
  }

  /**
   * Whose signatures this certificate vouches for.
   *
   * @throws RefusedException if it is not a certificate for signatures, or has another key than it
   *     names
   */
  public static CertificateSubject signer(X509Certificate certificate) throws RefusedException {
    CertificateSubject subject = subject(certificate);
    requireUsage(certificate, DIGITAL_SIGNATURE, NON_REPUDIATION);
    if (!purposes(certificate).isEmpty()) {
      throw new RefusedException("the certificate is for more than signatures");
    }
    if (!SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded())
        .equals(ledgerKeyInfo(subject.key()))) {
      throw new RefusedException("the certificate is over another key than it names");
    }
    return subject;
  }

  /**
   * The subject of the certificate.
   *
   * @throws RefusedException if the center would not write it so
   */
  public static CertificateSubject subject(X509Certificate certificate) throws RefusedException {
    BigInteger serial = certificate.getSerialNumber();
    if (serial.signum() <= 0 || serial.toByteArray().length > RevocationEntry.MAX_SERIAL_SIZE) {
      throw new RefusedException("the certificate's serial number is not positive or too long");
    }
    if (certificate.getVersion() != 3 || certificate.getBasicConstraints() != -1) {
      throw new RefusedException("the certificate is not one of version 3 for an end entity");
    }
    return CertificateSubject.ofX500Name(certificate.getSubjectX500Principal().getEncoded());
  }

  /** Reads a certificate in DER. */
  public static X509Certificate read(byte[] der) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  public static Bytes der(X509Certificate certificate) {
    try {
      return Bytes.of(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read has no encoding", e);
    }
  }

  /** A ledger key as certificates have it (RFC 8410). */
  public static SubjectPublicKeyInfo ledgerKeyInfo(PublicKey key) {
    return new SubjectPublicKeyInfo(
        new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), key.value().toArray());
  }

  private static void requireUsage(X509Certificate certificate, int... bits)
      throws RefusedException {
    boolean[] usage = certificate.getKeyUsage();
    boolean[] wanted = new boolean[USAGES];
    for (int bit : bits) {
      wanted[bit] = true;
    }
    if (!Arrays.equals(usage, wanted)) {
      throw new RefusedException("the certificate's key is for another usage");
    }
  }

  private static Set<String> purposes(X509Certificate certificate) throws RefusedException {
    try {
      List<String> purposes = certificate.getExtendedKeyUsage();
      return purposes == null ? Set.of() : Set.copyOf(purposes);
    } catch (CertificateParsingException e) {
      throw new RefusedException("the certificate's purposes cannot be read");
    }
  }
}
