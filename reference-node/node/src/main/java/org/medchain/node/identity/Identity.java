package org.medchain.node.identity;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.KeyPair;
import org.medchain.data.SecretKey;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.tls.TlsCredentials;

/**
 * The credentials of a process: keys and certificates.
 *
 * @param ledger key pair with which it signs, and whose public half is its name
 * @param credentials for TLS
 * @param signing the center's certificate over its ledger key
 */
public record Identity(KeyPair ledger, TlsCredentials credentials, X509Certificate signing) {
  /** A new ledger key pair, of the system's secure randomness and nothing else (REG-3). */
  public static KeyPair generateLedgerKeys(SecureRandom random) {
    byte[] seed = new byte[SecretKey.SIZE];
    random.nextBytes(seed);
    return new Ed25519().keyPair(Bytes.of(seed));
  }

  /** A new key pair of P-256 for connections. */
  public static java.security.KeyPair generateTlsKeys(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java platform lacks P-256", e);
    }
  }

  /**
   * The owner of this identity.
   *
   * @throws RefusedException if the center does not write such certificates
   */
  public CertificateSubject subject() throws RefusedException {
    return CertificateParser.subject(credentials.chain().get(0));
  }

  /** The addresses of the process in its certificate; none if it cannot be read. */
  public List<String> addresses() {
    try {
      var names = credentials.chain().get(0).getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream().map(each -> String.valueOf(each.get(1))).toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }
}
