package org.medchain.node.transport;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Decides which peers are admitted (ROLE-7); the center's package implements it for certificates.
 */
public interface AdmissionPolicy {
  /**
   * The holder of this certificate, if it may connect now: issued by the center, valid, not
   * revoked, for a role that may enter here.
   *
   * @param chain as the peer showed it in TLS, its own first
   * @throws RefusedException with the reason
   */
  Peer admit(List<X509Certificate> chain) throws RefusedException;
}
