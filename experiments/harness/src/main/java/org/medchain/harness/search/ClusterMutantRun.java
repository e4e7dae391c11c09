package org.medchain.harness.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.medchain.cluster.lifetime.TemporaryFolder;

/**
 * Searches on processes until the first finding; {@code medchain mutants} reads what it prints, as
 * it reads what the schedules print. A mutant's classes go in front of the nodes' only.
 */
final class ClusterMutantRun {
  private ClusterMutantRun() {}

  /** The first seed, how many, and perhaps a folder of classes. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Locale.setDefault(Locale.ROOT);
    long first = Long.parseLong(arguments[0]);
    long count = Long.parseLong(arguments[1]);
    ClusterSearch search =
        new ClusterSearch(Arrays.stream(arguments).skip(2).map(Path::of).toList());
    for (long seed = first; seed < first + count; seed++) {
      Optional<SearchFinding> found = play(search, seed);
      if (found.isPresent()) {
        System.out.println(found.get().line(seed, seed - first + 1));
        return;
      }
      System.err.println("seed " + seed + ": nothing found");
    }
    System.out.println("survived " + count);
  }

  private static Optional<SearchFinding> play(ClusterSearch search, long seed)
      throws IOException, InterruptedException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (TemporaryFolder folder = TemporaryFolder.create(temporary, "seed-" + seed + "-")) {
      return search.finding(seed, folder.path());
    }
  }
}
