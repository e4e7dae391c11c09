package org.medchain.experiments.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialRunner;

/**
 * Where the time of a delivered message goes, from a flight recording of this thread while it runs
 * one trial again and again under all observers (SIM-43).
 *
 * @param runner of the trials
 * @param seconds of processor time for which each trial is profiled
 */
record SimulatorProfile(TrialRunner runner, double seconds) {
  /** Heads of {@code simulator-profile.csv}. */
  static final List<String> HEADS =
      List.of(
          "protocol",
          "nodes",
          "heights",
          "part",
          "share",
          "ns_per_message",
          "bytes_per_message",
          "samples");

  /** Samples by processor time, native code included (JDK 25 on Linux). */
  private static final String BY_CPU_TIME = "jdk.CPUTimeSample";

  /** What every platform has: running Java code alone. */
  private static final String BY_CLOCK = "jdk.ExecutionSample";

  private static final String ALLOCATION = "jdk.ObjectAllocationSample";
  private static final double NS_PER_MS = 1e6;
  private static final double NS_PER_S = 1e9;

  /** The rows of one trial's parts. */
  List<List<Object>> rows(BenchedTrial trial) throws IOException {
    runner.run(trial.cell(), TrialHook.NONE); // warms up
    Path file = Files.createTempFile("medchain-profile", ".jfr");
    try (Recording recording = new Recording()) {
      // Whichever of the two the JDK knows: the other is ignored.
      recording.enable(BY_CPU_TIME).with("throttle", "5ms");
      recording.enable(BY_CLOCK).with("period", "10 ms");
      recording.enable(ALLOCATION).with("throttle", "1000/s");
      recording.start();
      CpuMeter meter = CpuMeter.start();
      long messages = 0;
      while (meter.cpuNs() < seconds * NS_PER_S) {
        messages += runner.run(trial.cell(), TrialHook.NONE).messagesDelivered();
      }
      TrialCost cost = TrialCost.of(messages, meter, 0);
      recording.stop();
      recording.dump(file);
      return rows(trial, cost, ProfileSamples.of(file, Thread.currentThread().threadId()));
    } finally {
      Files.delete(file);
    }
  }

  /**
   * What a recording holds of one thread.
   *
   * @param time number of samples in each part
   * @param bytes sampled bytes in each part
   */
  private record ProfileSamples(Map<ProfilePart, Long> time, Map<ProfilePart, Long> bytes) {
    static ProfileSamples of(Path file, long thread) throws IOException {
      Map<ProfilePart, Long> byCpu = new EnumMap<>(ProfilePart.class);
      Map<ProfilePart, Long> byClock = new EnumMap<>(ProfilePart.class);
      Map<ProfilePart, Long> bytes = new EnumMap<>(ProfilePart.class);
      try (RecordingFile events = new RecordingFile(file)) {
        while (events.hasMoreEvents()) {
          RecordedEvent event = events.readEvent();
          switch (event.getEventType().getName()) {
            case BY_CPU_TIME -> count(byCpu, event, "eventThread", thread, 1);
            case BY_CLOCK -> count(byClock, event, "sampledThread", thread, 1);
            case ALLOCATION -> count(bytes, event, "eventThread", thread, event.getLong("weight"));
            default -> {
              // What the recording holds of itself.
            }
          }
        }
      }
      return new ProfileSamples(byCpu.isEmpty() ? byClock : byCpu, bytes);
    }

    private static void count(
        Map<ProfilePart, Long> counts,
        RecordedEvent event,
        String threadField,
        long thread,
        long weight) {
      RecordedThread sampled = event.getThread(threadField);
      if (sampled != null && sampled.getJavaThreadId() == thread) {
        counts.merge(partOf(event), weight, Long::sum);
      }
    }

    private static ProfilePart partOf(RecordedEvent event) {
      if (event.getStackTrace() == null) {
        return ProfilePart.OTHER;
      }
      List<String> frames = new ArrayList<>();
      for (RecordedFrame frame : event.getStackTrace().getFrames()) {
        frames.add(frame.getMethod().getType().getName());
      }
      return ProfilePart.of(frames);
    }
  }

  /** Samples are shares of the measured totals; the collector's time comes beside the thread's. */
  private static List<List<Object>> rows(
      BenchedTrial trial, TrialCost cost, ProfileSamples samples) {
    double samplesAll = sum(samples.time());
    double bytesAll = sum(samples.bytes());
    double collectedNs = cost.collectedMs() * NS_PER_MS;
    double allNs = cost.cpuNs() + collectedNs;
    List<List<Object>> rows = new ArrayList<>();
    for (ProfilePart part : ProfilePart.values()) {
      long count = samples.time().getOrDefault(part, 0L);
      long bytes = samples.bytes().getOrDefault(part, 0L);
      double ns =
          part == ProfilePart.COLLECTION ? collectedNs : share(count, samplesAll) * cost.cpuNs();
      rows.add(
          List.of(
              trial.protocol().key(),
              trial.nodes(),
              trial.heights(),
              part.title(),
              digits(4, ns / allNs),
              digits(1, ns / cost.messages()),
              digits(1, share(bytes, bytesAll) * cost.bytesPerMessage()),
              count));
    }
    return rows;
  }

  private static double share(long part, double all) {
    return all == 0 ? 0 : part / all;
  }

  private static double sum(Map<ProfilePart, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String digits(int number, double value) {
    return String.format(Locale.ROOT, "%." + number + "f", value);
  }
}
