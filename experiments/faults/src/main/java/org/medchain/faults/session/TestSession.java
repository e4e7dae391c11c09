package org.medchain.faults.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.host.HarnessHost;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.judge.Judgement;
import org.medchain.faults.result.FinishedTest;
import org.medchain.faults.result.NodeLogs;
import org.medchain.faults.result.TimeWindow;
import org.medchain.faults.run.CallCounts;
import org.medchain.faults.workload.Workloads;
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
   * @param display shows how far it is
   */
  public FinishedTest run(PlannedTest test, Path folder, RunDisplay.Factory display)
      throws IOException, InterruptedException {
    CallCounts counts = new CallCounts();
    try (RunDisplay shown = display.begin(test.config(), counts)) {
      Instant start = clock.instant();
      HostOutcome outcome = host.run(harnessTest(test.config(), folder, shown::say, counts));
      NodeLogs.copy(folder, folder.resolve(TEMPORARY.getFirst()));
      Judgement judgement = Judgement.of(outcome);
      return new FinishedTest(
          test.config(),
          test.skipped(),
          outcome,
          judgement,
          start,
          clock.instant(),
          TimeWindow.ofMessages(OptionalLong.empty(), outcome, judgement),
          List.of());
    }
  }

  /** The same with its messages around a time, or around what is worth looking at. */
  public FinishedTest withMessages(FinishedTest test, OptionalLong atNs, Path folder) {
    TimeWindow window = TimeWindow.ofMessages(atNs, test.outcome(), test.judgement());
    return test.with(
        window,
        host.messages(
            harnessTest(test.config(), folder, what -> {}, new CallCounts()),
            window.fromNs(),
            window.untilNs()));
  }

  private static HarnessTest harnessTest(
      HarnessConfig config, Path folder, Consumer<String> progress, CallCounts counts) {
    return new HarnessTest(
        config.seed(),
        config.nodes(),
        Workloads.of(config.workload()).orElseThrow(),
        config.settings(),
        config.plan().orElseThrow(),
        folder,
        progress,
        counts);
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
