package org.medchain.node.transport;

import io.netty.handler.ssl.SslHandler;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The certificates that a peer showed in TLS, its own first (CONN-4). */
final class PeerCertificates {
  private PeerCertificates() {}

  static List<X509Certificate> of(SslHandler tls) throws RefusedException {
    List<X509Certificate> found = new ArrayList<>();
    try {
      for (Certificate each : tls.engine().getSession().getPeerCertificates()) {
        if (each instanceof X509Certificate certificate) {
          found.add(certificate);
        }
      }
    } catch (SSLPeerUnverifiedException e) {
      throw new RefusedException("no certificate: " + e.getMessage());
    }
    return List.copyOf(found);
  }
}
