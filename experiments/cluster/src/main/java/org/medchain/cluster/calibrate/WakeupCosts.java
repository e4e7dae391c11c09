package org.medchain.cluster.calibrate;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.medchain.cluster.calibrate.ReplayedNode.ReplayCosts;
import org.medchain.cluster.load.LoadLineCodec;
import org.medchain.cluster.local.ChildJvm;

/**
 * A process's fixed cost of a burst of inputs (decision 0175), in µs of processor time: its threads
 * wake, and all code runs once with caches that others used meanwhile.
 *
 * <p>Four processes with a node of real parts each receive the same messages twice: one after the
 * other without a pause, alone, many in a burst; and, all four at once, with a pause after each, so
 * that each is a burst of its own. The difference in time over the difference in bursts is the
 * figure.
 */
final class WakeupCosts {
  /** HotSpot's quick compiler alone, as nodes have it under {@code processes.jit: c1}. */
  private static final String C1_ALONE = "-XX:TieredStopAtLevel=1";

  private static final int PROCESSES = 4;

  /** Nothing is left of it when the next message comes, and one core is enough for all. */
  private static final int PAUSE_US = 5_000;

  private static final double WARM_US = 40e6;
  private static final int STREAMS = 9;
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private WakeupCosts() {}

  /**
   * Measures.
   *
   * @param records folder of the synthetic records
   * @param times that messages are received with pauses
   * @param divisor of warming up
   */
  static MedianEstimate measure(Path place, Path records, int times, int divisor)
      throws IOException, InterruptedException {
    List<ChildJvm> processes = new ArrayList<>();
    try {
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(start(records, Files.createDirectories(place.resolve("replayed-" + i))));
      }
      double untilUs = MeasurementRounds.realUs() + WARM_US / divisor;
      while (MeasurementRounds.realUs() < untilUs) {
        var unused = replayAll(processes, 0);
      }
      List<ReplayCosts> streams = new ArrayList<>();
      for (ChildJvm process : processes) {
        streams.add(median(MeasurementRounds.afterWarmUp(0, STREAMS, i -> replay(process, 0))));
      }
      List<Double> us = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        List<ReplayCosts> paced = replayAll(processes, PAUSE_US);
        for (int process = 0; process < PROCESSES; process++) {
          us.add(paced.get(process).usPerBurst(streams.get(process)));
        }
      }
      return MedianEstimate.of(us, each -> each);
    } finally {
      processes.forEach(ChildJvm::close);
    }
  }

  private static ReplayCosts median(List<ReplayCosts> samples) {
    return samples.stream()
        .sorted(Comparator.comparingDouble(ReplayCosts::us))
        .toList()
        .get(samples.size() / 2);
  }

  /** Whether this JVM has that compiler alone; then those that it starts have it, too. */
  static boolean isC1Alone() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().contains(C1_ALONE);
  }

  private static ChildJvm start(Path records, Path own) throws IOException {
    return ChildJvm.start(
        "a replayed node",
        own,
        "process.err",
        Stream.concat(
                Stream.of("-Xms96m", "-Xmx1g", "-XX:+UseSerialGC"),
                Stream.of(C1_ALONE).filter(each -> isC1Alone()))
            .toList(),
        List.of(
            ReplayedProcess.class.getName(), records.toString(), own.resolve("node").toString()));
  }

  private static List<ReplayCosts> replayAll(List<ChildJvm> processes, int pauseUs)
      throws IOException, InterruptedException {
    return MeasurementRounds.allAtOnce(
        processes.stream()
            .<Callable<ReplayCosts>>map(process -> () -> replay(process, pauseUs))
            .toList());
  }

  private static ReplayCosts replay(ChildJvm process, int pauseUs) throws IOException {
    String line = process.request(Integer.toString(pauseUs), TIMEOUT);
    return LoadLineCodec.decode(line, ReplayCosts.class);
  }
}
