package org.medchain.node.transport.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A process's credentials for TLS.
 *
 * @param key belonging to the first certificate
 * @param chain its own certificate first
 * @param authority the center's, which every peer's must lead to
 */
public record TlsCredentials(
    PrivateKey key, List<X509Certificate> chain, X509Certificate authority) {
  public TlsCredentials {
    chain = List.copyOf(chain);
  }
}
