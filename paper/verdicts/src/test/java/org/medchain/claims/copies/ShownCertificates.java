package org.medchain.claims.copies;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.data.Encoder;
import org.medchain.data.KeyPair;
import org.medchain.node.admission.CertificateAdmissionPolicy;
import org.medchain.node.admission.RevocationLookup;
import org.medchain.node.center.CertificateAuthority;
import org.medchain.node.center.LocalCertificateIssuer;
import org.medchain.node.center.Registrar;
import org.medchain.node.center.ValidityPeriods;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/**
 * Connects to a process of the chain in each role: with a certificate of the center, with one of
 * another authority, with one of an authority that bears the center's name, and with none.
 */
final class ShownCertificates {
  private static final Duration VALIDITY = Duration.ofDays(365);
  private static final String NAME = "synthetic center";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochMilli(CertifiedChain.GENESIS_MS));

  private final SecureRandom random;
  private final Path folder;
  private final CertifiedChain chain;
  private final CertificateAuthority center;

  /**
   * A center that has issued nothing.
   *
   * @param folder for the registers of the authorities
   */
  ShownCertificates(CertifiedChain chain, Path folder, long seed) throws GeneralSecurityException {
    this.chain = chain;
    this.folder = folder;
    // Keys follow from the seed; nonces of signatures are the platform's, and decide nothing.
    this.random = SecureRandom.getInstance("SHA1PRNG");
    random.setSeed(new Encoder().text("medchain/certificates").int64(seed).toBytes().toArray());
    this.center = authority(NAME);
  }

  private CertificateAuthority authority(String name) {
    return CertificateAuthority.create(name, CLOCK.instant(), VALIDITY, random);
  }

  /** What is shown without anything of the center's, by what it is. */
  Map<String, List<X509Certificate>> withoutCenter(PeerRole role)
      throws IOException, RefusedException {
    Map<String, List<X509Certificate>> shown = new LinkedHashMap<>();
    shown.put("nothing", List.of());
    shown.put("another authority", issued(authority("another authority"), "other", role));
    shown.put("the center's name", issued(authority(NAME), "namesake", role));
    CertificateAuthority own = authority(NAME);
    shown.put("its own authority", List.of(own.certificate()));
    return shown;
  }

  /** A certificate of the center for this role. */
  List<X509Certificate> ofCenter(PeerRole role) throws IOException, RefusedException {
    return issued(center, "center", role);
  }

  private List<X509Certificate> issued(CertificateAuthority by, String register, PeerRole role)
      throws IOException, RefusedException {
    KeyPair ledger = chain.keys("process " + role);
    Path own = folder.resolve(register + "-" + role.name());
    try (Registrar registrar = new Registrar(own, by, ValidityPeriods.DEFAULT, CLOCK, random)) {
      return new LocalCertificateIssuer(registrar, CLOCK, random)
          .identity(ledger, role, "process", List.of())
          .credentials()
          .chain();
    }
  }

  /** Whether a process that admits all roles lets in who shows this. */
  boolean isAdmitted(List<X509Certificate> shown) {
    CertificateAdmissionPolicy policy =
        new CertificateAdmissionPolicy(
            center.certificate(),
            CLOCK,
            EnumSet.allOf(PeerRole.class),
            RevocationLookup.byState(chain::state));
    try {
      var unused = policy.admit(shown);
      return true;
    } catch (RefusedException e) {
      return false;
    }
  }
}
