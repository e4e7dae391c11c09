package org.medchain.claims.copies;

import java.util.Map;
import java.util.TreeMap;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.simulation.model.RandomStreams;

/**
 * Whether a verifier with headers and the center's public key accepts just the keys, with just the
 * roles, that the center registered.
 */
final class CenterKeyExperiment {
  private static final String CLAIM = "center-key-verifies";

  private CenterKeyExperiment() {}

  static void run(ClaimRun run) throws Exception {
    run.progress("making registrations and proofs");
    RegistrationProofs proofs =
        new RegistrationProofs(
            new CertifiedChain(run.seed()),
            run.count("registered_keys"),
            run.count("changed_proofs"),
            new RandomStreams(run.seed()).stream("claims-changed-proofs", 0));
    long refused = proofs.genuine().stream().filter(each -> !proofs.isAccepted(each)).count();
    Map<String, long[]> byReason = new TreeMap<>();
    for (RegistrationProofs.ShownProof each : proofs.fake()) {
      long[] counts = byReason.computeIfAbsent(each.what(), what -> new long[2]);
      counts[0]++;
      counts[1] += proofs.isAccepted(each) ? 1 : 0;
    }
    try (RawTable raw = run.raw(CLAIM, "proof, shown, accepted")) {
      raw.row("the center's", proofs.genuine().size(), proofs.genuine().size() - refused);
      byReason.forEach((what, counts) -> raw.row(what, counts[0], counts[1]));
    }
  }
}
