package org.medchain.cluster.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

  /** In a command of the catalogue: what depends on the process and on the others. */
  private static final Pattern ACTION = Pattern.compile("\\{(\\w+)\\}");

  /** One of the catalogue whose command is the same for all. */
  static ClusterFinding of(Path folder, Object place, String kind, Object... values) {
    return of(folder, place, SeenFault.of(kind, values), UnaryOperator.identity());
  }

  /** The same of a fault, by the commands of actions. */
  static ClusterFinding of(
      Path folder, Object place, SeenFault seen, UnaryOperator<String> actions) {
    List<Object> all = new ArrayList<>(List.of(place, folder));
    all.addAll(seen.values());
    String[] texts = CATALOGUE.get(seen.kind());
    String command =
        ACTION
            .matcher(texts[1])
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(actions.apply(found.group(1)).replace("%", "%%")));
    return new ClusterFinding(
        String.format(Locale.ROOT, texts[0], all.toArray()),
        place.toString(),
        String.format(Locale.ROOT, command, all.toArray()));
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
