package org.medchain.node.operations;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.data.Argument;

/**
 * The key {@code log} of a node's configuration (OPS-8).
 *
 * @param folder where the files are
 * @param level of medchain's own parts, one of {@link #LEVELS}
 * @param levels of single parts, those of {@link #SUBSYSTEMS}, where they differ
 */
public record LogSettings(Path folder, String level, Map<String, String> levels) {
  /** From most to least. */
  public static final List<String> LEVELS =
      List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");

  /** Parts that have a level of their own; {@code others} are the libraries. */
  public static final List<String> SUBSYSTEMS =
      List.of(
          "agency",
          "center",
          "crypto",
          "files",
          "host",
          "operations",
          "others",
          "shell",
          "storage",
          "transport");

  public LogSettings {
    checkLevel("log.level", level);
    levels = Map.copyOf(new TreeMap<>(levels));
    levels.forEach(
        (part, own) -> {
          Argument.refuseIf(
              !SUBSYSTEMS.contains(part),
              "log.levels.%s: no such part; allowed are %s",
              part,
              String.join(", ", SUBSYSTEMS));
          checkLevel("log.levels." + part, own);
        });
  }

  /** INFO for medchain's own parts, warnings of the others. */
  public static LogSettings defaults(Path folder) {
    return new LogSettings(folder, "INFO", Map.of());
  }

  private static void checkLevel(String key, String level) {
    Argument.refuseIf(
        !LEVELS.contains(level), "%s: %s; allowed are %s", key, level, String.join(", ", LEVELS));
  }

  /** The system properties that {@code logback-node.xml} reads. */
  public Map<String, String> properties(String node) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("medchain.log.node", node);
    properties.put("medchain.log.folder", folder.toAbsolutePath().normalize().toString());
    properties.put("medchain.log.level", level);
    levels.forEach((part, own) -> properties.put("medchain.log.level." + part, own));
    return properties;
  }
}
