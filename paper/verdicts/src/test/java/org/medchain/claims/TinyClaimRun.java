package org.medchain.claims;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.medchain.checkout.Repository;
import org.medchain.claims.data.ClaimTables;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimExperiment.ClaimCode;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSize;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimsFile;

/** Experiments in a small form, under a pilot's seed: nothing here decides a claim. */
final class TinyClaimRun {
  private static final long SEED = 1;

  private TinyClaimRun() {}

  static Claim claim(String id) throws Exception {
    return claims().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no claim is called " + id));
  }

  static List<Claim> claims() throws Exception {
    return ClaimsFile.read(ClaimsFile.of(Repository.ROOT));
  }

  static ClaimExperiment experiment(String id) throws Exception {
    return ClaimExperiment.of(claim(id), claims())
        .orElseThrow(() -> new IllegalArgumentException("no experiment decides " + id));
  }

  /** Runs the experiment of a claim. */
  static ClaimRun of(String id, Path folder, Map<String, String> settings) throws Exception {
    ClaimRun run = begun(id, SEED, folder, settings);
    ClaimTables.fill(run, TinyClaimRun::count);
    return run;
  }

  /** A run that has not begun. */
  static ClaimRun begun(String id, long seed, Path folder, Map<String, String> settings)
      throws Exception {
    return new ClaimRun(
        experiment(id),
        new ClaimRun.ClaimRunOptions(
            ClaimSize.QUICK,
            seed,
            settings,
            Repository.ROOT,
            Files.createDirectories(folder.resolve("out")),
            Files.createDirectories(folder.resolve("temporary")),
            line -> {}));
  }

  /** What tests count for the claims of a run. */
  static void count(ClaimRun run) throws Exception {
    for (Claim claim : run.experiment().claims()) {
      if (claim.data().test().isPresent()) {
        ClaimCode.named(claim.data().test().get()).run(run);
      }
    }
  }
}
