package org.medchain.cluster.local;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.medchain.data.Ed25519;
import org.medchain.data.KeyPair;
import org.medchain.node.center.CertificateAuthority;
import org.medchain.node.center.CertificateRequest;
import org.medchain.node.center.Certificates;
import org.medchain.node.center.CredentialFiles;
import org.medchain.node.center.Identity;
import org.medchain.node.center.Registrar;
import org.medchain.node.center.Subject;
import org.medchain.node.transport.Credentials;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Refused;

/**
 * First keys and certificates of a cluster whose center, nodes and clients begin together (CA-5):
 * from then on each asks the center by itself.
 */
final class Issued {
  private final Registrar registrar;
  private final SecureRandom random = new SecureRandom();

  Issued(Registrar registrar) {
    this.registrar = registrar;
  }

  /** Draws keys, has them certified, and writes all of it into a folder. */
  Identity issue(PeerRole role, String name, List<String> addresses, Path folder)
      throws IOException {
    KeyPair ledger = Identity.drawLedgerKeys(random);
    Subject subject = new Subject(ledger.publicKey(), role, name);
    try {
      java.security.KeyPair tls = drawTlsKeys();
      registrar.authorise(subject);
      Certificates made =
          registrar.issue(
              CertificateRequest.signed(
                  new Ed25519(),
                  CertificateAuthority.idOf(registrar.authority()),
                  ledger,
                  subject,
                  tls.getPublic(),
                  addresses,
                  System.currentTimeMillis()));
      Credentials credentials =
          new Credentials(tls.getPrivate(), List.of(made.tls()), registrar.authority());
      Identity identity = new Identity(ledger, credentials, made.signing());
      CredentialFiles.write(folder, identity);
      return identity;
    } catch (Refused e) {
      throw new IOException("the center issues nothing for " + name + ": " + e.getMessage(), e);
    }
  }

  private java.security.KeyPair drawTlsKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform lacks P-256", e);
    }
  }
}
