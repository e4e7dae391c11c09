package org.medchain.harness.search;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.medchain.chaos.mutants.MutantRun;
import org.medchain.chaos.oracle.OracleViolation;
import org.medchain.cluster.lifetime.TemporaryFolder;

/** The same on processes. A mutant's classes go in front of the nodes' only. */
final class ClusterMutantRun {
  private ClusterMutantRun() {}

  /** The arguments of {@link MutantRun}, and perhaps a folder of classes. */
  public static void main(String[] arguments) throws Exception {
    ClusterSearch search =
        new ClusterSearch(Arrays.stream(arguments).skip(3).map(Path::of).toList());
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    MutantRun.search(
        arguments,
        seed -> {
          try (TemporaryFolder folder = TemporaryFolder.create(temporary, "seed-" + seed + "-")) {
            Optional<OracleViolation> found = search.finding(seed, folder.path());
            System.err.println(
                "seed " + seed + ": " + found.map(OracleViolation::oracle).orElse("nothing found"));
            return found;
          }
        });
  }
}
