package org.medchain.cluster.doctor;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.experiments.config.SchemaText;

/**
 * One thing that is wrong.
 *
 * @param fault what, in words
 * @param place where: a process, a file, this machine
 * @param command that mends it, or the first step to it
 */
public record ClusterFinding(String fault, String place, String command) {
  /** Fault and command of each kind of finding. */
  private static final Map<String, String[]> CATALOGUE =
      SchemaText.of(ClusterFinding.class, "findings.txt")
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" = | -> ", 3))
          .collect(Collectors.toMap(texts -> texts[0], texts -> Arrays.copyOfRange(texts, 1, 3)));

  /** One of the catalogue, which has a place for each of these values. */
  static ClusterFinding of(Path folder, Object place, String kind, Object... values) {
    Object[] all = Stream.concat(Stream.of(place, folder), Stream.of(values)).toArray();
    String[] texts = CATALOGUE.get(kind);
    return new ClusterFinding(
        String.format(Locale.ROOT, texts[0], all),
        place.toString(),
        String.format(Locale.ROOT, texts[1], all));
  }

  /** The order of steps: a fresh key needs a quorum, which needs processes, which need files. */
  int rank() {
    boolean starts = command.contains("cluster start") || command.contains("cluster up");
    return command.contains("--recover") ? 2 : starts ? 1 : 0;
  }

  @Override
  public String toString() {
    return place + ": " + fault + " -> " + command;
  }
}
