package org.medchain.faults.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.medchain.faults.host.HarnessHost;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.judge.Judgement;
import org.medchain.faults.result.FinishedTest;
import org.medchain.faults.result.NodeLogs;
import org.medchain.launcher.WholeFolder;

/**
 * Runs tests on a host.
 *
 * @param host where
 * @param clock wall time, for the results
 */
public record TestSession(HarnessHost host, Clock clock) {
  /** What a host leaves in a folder and nobody needs after a valid run. */
  private static final List<String> TEMPORARY = List.of("cluster", "copies", "next-version");

  /**
   * Runs a test and judges it.
   *
   * @param folder for what the host writes
   * @param progress is told what happens
   */
  public FinishedTest run(PlannedTest test, Path folder, Consumer<String> progress)
      throws IOException, InterruptedException {
    Instant start = clock.instant();
    HostOutcome outcome = host.run(HarnessTest.of(test.config(), folder, progress));
    NodeLogs.copy(folder, folder.resolve(TEMPORARY.getFirst()));
    Judgement judgement = Judgement.of(outcome);
    return new FinishedTest(
        test.config(), test.skipped(), outcome, judgement, start, clock.instant());
  }

  /** Where the stores of a run's nodes are. */
  public static List<Path> stores(Path folder) {
    return TEMPORARY.stream().map(folder::resolve).toList();
  }

  /** Removes the stores of a run's nodes; their logs stay. */
  public static void removeStores(Path folder) throws IOException {
    for (Path each : stores(folder)) {
      if (Files.exists(each)) {
        WholeFolder.delete(each);
      }
    }
  }
}
