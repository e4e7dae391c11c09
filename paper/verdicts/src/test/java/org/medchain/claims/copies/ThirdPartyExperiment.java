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
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.UploadRecord;
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

/** Which connections and operations are accepted of those for whom the center has not vouched. */
final class ThirdPartyExperiment {
  private static final String CLAIM = "no-third-party-needed";

  private ThirdPartyExperiment() {}

  static void run(ClaimRun run) throws Exception {
    ClaimFigures figures = run.figures(CLAIM);
    try (RawTable raw = run.raw(CLAIM, "who, shows_or_orders, accepted")) {
      long connections = connections(run, figures, raw);
      long operations = operations(run, figures, raw);
      figures.value(
          "accepted_without_center",
          connections + operations,
          connections + operations,
          "connections and operations that were accepted without a certificate or a registration of"
              + " the center");
    }
  }

  private static long connections(ClaimRun run, ClaimFigures figures, RawTable raw)
      throws Exception {
    CertifiedChain chain = new CertifiedChain(run.seed());
    ShownCertificates certificates =
        new ShownCertificates(chain, run.temporary().resolve("third-party"), run.seed());
    long accepted = 0;
    long tried = 0;
    long certified = 0;
    for (PeerRole role : PeerRole.values()) {
      boolean withCenter = certificates.isAdmitted(certificates.ofCenter(role));
      raw.row(role, "a certificate of the center", withCenter);
      certified += withCenter ? 1 : 0;
      for (Map.Entry<String, List<X509Certificate>> each :
          certificates.withoutCenter(role).entrySet()) {
        boolean isIn = certificates.isAdmitted(each.getValue());
        raw.row(role, each.getKey(), isIn);
        accepted += isIn ? 1 : 0;
        tried++;
      }
    }
    figures.value(
        "connections_without_certificate",
        accepted,
        tried,
        "connections that were accepted without a certificate of the center");
    figures.share(
        "connections_with_certificate",
        certified,
        PeerRole.values().length,
        "share of the roles whose certificate of the center is accepted");
    return accepted;
  }

  private static long operations(ClaimRun run, ClaimFigures figures, RawTable raw) {
    CertifiedChain chain = new CertifiedChain(run.seed());
    KeyPair patient = chain.holder(Role.PATIENT);
    var unused =
        chain.append(List.of(chain.order(patient, new UploadRecord(chain.record(patient, 1)))));
    long accepted = 0;
    long tried = 0;
    for (int i = 0; i < run.count("stranger_keys"); i++) {
      KeyPair stranger = chain.keys("stranger " + i);
      for (Map.Entry<String, Operation> each :
          SampleOperations.of(chain, stranger, chain.record(patient, 1).id(), 2_000 + i)
              .entrySet()) {
        Outcome outcome =
            Outcome.of(
                chain
                    .append(List.of(chain.order(stranger, each.getValue())))
                    .receipts()
                    .getFirst());
        raw.row("stranger " + i, each.getKey(), outcome == Outcome.OK);
        accepted += outcome == Outcome.OK ? 1 : 0;
        tried++;
      }
    }
    figures.value(
        "operations_without_registration",
        accepted,
        tried,
        "operations of keys that the center did not register that had their effect");
    return accepted;
  }

  /**
   * Connects to a process of the chain in each role: with a certificate of the center, with one of
   * another authority, with one of an authority that bears the center's name, and with none.
   */
  private static final class ShownCertificates {
    private static final Duration VALIDITY = Duration.ofDays(365);
    private static final String NAME = "synthetic center";
    private static final InstantSource CLOCK =
        InstantSource.fixed(Instant.ofEpochMilli(CertifiedChain.GENESIS_MS));

    private final SecureRandom random;
    private final Path folder;
    private final CertifiedChain chain;
    private final CertificateAuthority center;

    ShownCertificates(CertifiedChain chain, Path folder, long seed)
        throws GeneralSecurityException {
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
}
