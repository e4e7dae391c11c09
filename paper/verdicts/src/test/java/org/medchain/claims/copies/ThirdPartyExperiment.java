package org.medchain.claims.copies;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.KeyPair;
import org.medchain.node.transport.PeerRole;

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
}
