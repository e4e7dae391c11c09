package org.medchain.claims.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.medchain.checkout.Repository;
import org.medchain.claims.data.ClaimTables;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSize;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimsFile;
import org.medchain.claims.file.Criterion;

/** An experiment in a form that takes a second or less. */
public final class TinyClaimRun {
  private static final Path PROJECT = Repository.ROOT;
  private static final long SEED = 1;

  private TinyClaimRun() {}

  /**
   * Runs it, and requires that it gives every metric that the file's criteria name.
   *
   * @param settings {@code name=value} each
   */
  public static ClaimRun of(ClaimExperiment experiment, Path out, String... settings)
      throws Exception {
    Map<String, String> replaced = new LinkedHashMap<>();
    for (String setting : settings) {
      int at = setting.indexOf('=');
      replaced.put(setting.substring(0, at), setting.substring(at + 1));
    }
    ClaimRun run =
        new ClaimRun(
            experiment,
            new ClaimRun.ClaimRunOptions(
                ClaimSize.QUICK, SEED, replaced, PROJECT, out, out, line -> {}));
    experiment.run(run);
    for (Claim claim : ClaimsFile.read(ClaimsFile.of(PROJECT))) {
      if (experiment.claims().contains(claim.id())) {
        ClaimTables.decide(claim, run);
        requireMetrics(claim, run);
      }
    }
    return run;
  }

  private static void requireMetrics(Claim claim, ClaimRun run) {
    assertThat(claim.criteria()).as(claim.id()).isNotEmpty();
    for (Criterion each : claim.criteria()) {
      assertThat(run.figures(claim.id()).find(each.metric()))
          .as("%s: %s", claim.id(), each.metric())
          .isPresent();
      assertThat(figure(run, claim.id(), each.metric()))
          .as("%s: %s", claim.id(), each.metric())
          .isNotNaN();
    }
  }

  /** The value of a figure. */
  public static double figure(ClaimRun run, String claim, String metric) {
    return run.figures(claim).find(metric).orElseThrow();
  }
}
