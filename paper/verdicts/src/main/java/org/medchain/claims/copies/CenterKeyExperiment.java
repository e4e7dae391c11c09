package org.medchain.claims.copies;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.RawTable;
import org.medchain.simulation.model.RandomStreams;

/**
 * Whether a verifier with headers and the center's public key accepts just the keys, with just the
 * roles, that the center registered.
 */
final class CenterKeyExperiment implements ClaimExperiment {
  private static final String CLAIM = "center-key-verifies";
  private static final String KEYS = "registered_keys";
  private static final String CHANGED = "changed_proofs";

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(
        new ClaimSetting(KEYS, 200, 2_000, "keys that the center registers"),
        new ClaimSetting(CHANGED, 1_500, 15_000, "proofs with a changed bit"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    run.progress("making registrations and proofs");
    RegistrationProofs proofs =
        new RegistrationProofs(
            new CertifiedChain(run.seed()),
            run.count(KEYS),
            run.count(CHANGED),
            new RandomStreams(run.seed()).stream("claims-changed-proofs", 0));
    long refused = proofs.genuine().stream().filter(each -> !proofs.isAccepted(each)).count();
    Map<String, long[]> byReason = new TreeMap<>();
    long accepted = 0;
    for (RegistrationProofs.ShownProof each : proofs.fake()) {
      boolean isAccepted = proofs.isAccepted(each);
      accepted += isAccepted ? 1 : 0;
      long[] counts = byReason.computeIfAbsent(each.what(), what -> new long[2]);
      counts[0]++;
      counts[1] += isAccepted ? 1 : 0;
    }
    try (RawTable raw = run.raw(CLAIM, "proof", "shown", "accepted")) {
      raw.row("the center's", proofs.genuine().size(), proofs.genuine().size() - refused);
      byReason.forEach((what, counts) -> raw.row(what, counts[0], counts[1]));
    }
    ClaimFigures figures = run.figures(CLAIM);
    figures.value(
        "registered_keys_refused",
        proofs.genuine().isEmpty() ? Double.NaN : refused,
        proofs.genuine().size(),
        "keys that the center registered and the verifier does not accept");
    figures.share(
        "false_proof_share", accepted, proofs.fake().size(), "share of the false proofs accepted");
    figures.value(
        "false_proofs_accepted",
        accepted,
        proofs.fake().size(),
        "proofs of other keys and roles, of refused and forged registrations, and changed ones,"
            + " that it accepts");
    figures.value("false_proofs", proofs.fake().size(), proofs.fake().size(), "false proofs shown");
  }
}
