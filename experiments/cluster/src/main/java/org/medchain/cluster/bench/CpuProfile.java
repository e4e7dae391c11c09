package org.medchain.cluster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.medchain.experiments.config.SchemaText;

/**
 * A profile of processor time of a node's threads, from a flight recording: each sample belongs to
 * the first part that one of its frames names, the innermost first.
 */
final class CpuProfile {
  /** Samples by processor time, native code included (JDK 25 on Linux). */
  private static final String CPU_TIME = "jdk.CPUTimeSample";

  /** What older platforms have: running Java code alone. */
  private static final String EXECUTION = "jdk.ExecutionSample";

  /** Of the JVM: a profile that costs a few percent. */
  static List<String> options(Path folder) {
    String events =
        Runtime.version().feature() >= 25
            ? CPU_TIME + "#enabled=true," + CPU_TIME + "#throttle=10ms,"
            : "";
    return List.of(
        "-XX:StartFlightRecording:"
            + events
            + "settings=profile,dumponexit=true,filename="
            + folder);
  }

  /** Names of parts, and what frames they have. */
  private static final Map<String, Pattern> PARTS = new LinkedHashMap<>();

  static {
    SchemaText.of(CpuProfile.class, "cpu-parts.txt")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(": ", 2))
        .forEach(part -> PARTS.put(part[0], Pattern.compile(part[1])));
  }

  private CpuProfile() {}

  /** The share of each part in all samples of these recordings, in the order of the parts. */
  static Map<String, Double> shares(Path folder) throws IOException {
    List<Path> recordings;
    try (Stream<Path> files = Files.list(folder)) {
      recordings = files.toList();
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    PARTS.keySet().forEach(part -> counts.put(part, 0));
    counts.put("other", 0);
    int all = 0;
    for (Path file : recordings) {
      try (RecordingFile recording = new RecordingFile(file)) {
        boolean byTime =
            recording.readEventTypes().stream().anyMatch(type -> type.getName().equals(CPU_TIME));
        while (recording.hasMoreEvents()) {
          RecordedEvent event = recording.readEvent();
          if (event.getEventType().getName().equals(byTime ? CPU_TIME : EXECUTION)
              && event.getStackTrace() != null) {
            counts.merge(categoryOf(event.getStackTrace()), 1, Integer::sum);
            all++;
          }
        }
      }
    }
    Map<String, Double> shares = new LinkedHashMap<>();
    double whole = Math.max(1, all);
    counts.forEach((part, count) -> shares.put(part, count / whole));
    return shares;
  }

  private static String categoryOf(RecordedStackTrace stack) {
    for (RecordedFrame frame : stack.getFrames()) {
      String name = frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
      for (Map.Entry<String, Pattern> part : PARTS.entrySet()) {
        if (part.getValue().matcher(name).find()) {
          return part.getKey();
        }
      }
    }
    return "other";
  }
}
