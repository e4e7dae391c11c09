package org.medchain.cluster.calibrate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.medchain.cluster.local.ChildJvm;

/**
 * A process's fixed cost of a burst of inputs (decision 0183), in µs of processor time: its threads
 * wake, and all code runs once with caches that others used meanwhile.
 *
 * <p>Four processes with a node of real parts each receive the same messages twice: one after the
 * other without a pause, alone, many in a burst; and, all four at once, with a pause after each, so
 * that each is a burst of its own. The difference in time over the difference in bursts is the
 * figure.
 *
 * @param wake the figure
 */
record WakeupCosts(MedianEstimate wake) {
  private static final int PROCESSES = 4;

  /** Nothing is left of it when the next message comes, and one core is enough for all. */
  private static final int PAUSE_US = 5_000;

  private static final int WARM_S = 40;
  private static final int STREAMS = 9;
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  /** One replay's figures. */
  private record ReplaySample(double us, double bursts) {}

  /**
   * Measures.
   *
   * @param records folder of the synthetic records
   * @param times that messages are received with pauses
   * @param divisor of warming up
   */
  static WakeupCosts measure(Path place, Path records, int times, int divisor)
      throws IOException, InterruptedException {
    List<ChildJvm> processes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(PROCESSES)) {
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(start(place, records, i));
      }
      all(threads, processes, WARM_S / divisor + " 0 0");
      List<Double> us = new ArrayList<>();
      List<ReplaySample> streams = new ArrayList<>();
      for (ChildJvm each : processes) {
        List<ReplaySample> own = replays(each.request("0 " + STREAMS + " 0", TIMEOUT));
        streams.add(
            own.stream()
                .sorted(Comparator.comparingDouble(ReplaySample::us))
                .toList()
                .get(own.size() / 2));
      }
      List<String> paced = all(threads, processes, "0 " + times + " " + PAUSE_US);
      for (int i = 0; i < PROCESSES; i++) {
        for (ReplaySample each : replays(paced.get(i))) {
          ReplaySample stream = streams.get(i);
          us.add(
              Math.max(0, each.us() - stream.us()) / Math.max(1, each.bursts() - stream.bursts()));
        }
      }
      return new WakeupCosts(MedianEstimate.of(us, each -> each));
    } finally {
      processes.forEach(ChildJvm::close);
    }
  }

  private static ChildJvm start(Path place, Path records, int number) throws IOException {
    Path own = Files.createDirectories(place.resolve("replayed-" + number));
    return ChildJvm.start(
        "a replayed node",
        own,
        "process.err",
        Stream.concat(
                Stream.of("-Xms96m", "-Xmx1g", "-XX:+UseSerialGC"),
                C1OnlyJvm.currentOptions().stream())
            .toList(),
        List.of(
            ReplayedProcess.class.getName(), records.toString(), own.resolve("node").toString()));
  }

  private static List<String> all(ExecutorService threads, List<ChildJvm> processes, String asked)
      throws IOException, InterruptedException {
    List<Callable<String>> questions = new ArrayList<>();
    processes.forEach(process -> questions.add(() -> process.request(asked, TIMEOUT)));
    return MeasurementRounds.allAtOnce("", threads, questions);
  }

  private static List<ReplaySample> replays(String said) {
    String[] parts = said.split(" ", -1);
    List<ReplaySample> found = new ArrayList<>();
    for (int i = 0; i + 1 < parts.length; i += 2) {
      found.add(new ReplaySample(Double.parseDouble(parts[i]), Double.parseDouble(parts[i + 1])));
    }
    return found;
  }
}
