package org.medchain.node.center;

import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.node.identity.CertificateParser;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.tls.TlsCredentials;

/**
 * The certificates that the center issues together.
 *
 * @param tls for connections
 * @param signing for signatures of the ledger key
 */
public record IssuedCertificates(X509Certificate tls, X509Certificate signing)
    implements Encodable {
  private static final int MAX_SIZE = 1 << 13;
  private static final Codec<X509Certificate> CERTIFICATE =
      Codec.BYTES.map(IssuedCertificates::certificate, CertificateParser::der);

  public static final Codec<IssuedCertificates> CODEC =
      Codec.of(IssuedCertificates.class, CERTIFICATE, CERTIFICATE);

  private static X509Certificate certificate(Bytes der) {
    if (der.size() > MAX_SIZE) {
      throw new MalformedInput("a certificate has at most " + MAX_SIZE + " bytes");
    }
    try {
      X509Certificate read = CertificateParser.read(der.toArray());
      if (!CertificateParser.der(read).equals(der)) {
        throw new MalformedInput("more than a certificate");
      }
      return read;
    } catch (CertificateException e) {
      throw new MalformedInput("no certificate", e);
    }
  }

  /** With the keys to them, as its holder keeps them. */
  Identity identity(KeyPair ledger, PrivateKey tlsKey, X509Certificate authority) {
    return new Identity(ledger, new TlsCredentials(tlsKey, List.of(tls), authority), signing);
  }
}
