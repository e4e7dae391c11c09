package org.medchain.node.center;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;

/**
 * The certificates that the center issues together.
 *
 * @param tls for connections
 * @param signing for signatures of the ledger key
 */
public record IssuedCertificates(X509Certificate tls, X509Certificate signing)
    implements Encodable {
  private static final int MAX_SIZE = 1 << 13;

  static IssuedCertificates decode(Decoder in) {
    return new IssuedCertificates(certificate(in), certificate(in));
  }

  private static X509Certificate certificate(Decoder in) {
    Bytes der = in.bytes();
    if (der.size() > MAX_SIZE) {
      throw new MalformedInput("a certificate has at most " + MAX_SIZE + " bytes");
    }
    try {
      X509Certificate read = CertificateAuthority.certificate(der.toArray());
      if (!CertificateAuthority.der(read).equals(der)) {
        throw new MalformedInput("more than a certificate");
      }
      return read;
    } catch (CertificateException e) {
      throw new MalformedInput("no certificate", e);
    }
  }

  @Override
  public void encode(Encoder out) {
    out.bytes(CertificateAuthority.der(tls)).bytes(CertificateAuthority.der(signing));
  }
}
