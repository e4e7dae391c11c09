package org.medchain.cluster.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a process of which nothing is left said before it ended by itself. */
final class LastWords {
  private static final String FILE = "process.log";
  private static final int MAX_BYTES = 1 << 16;

  /** Lines of its log, which are about its work; the reason of its end is a plain line. */
  private static final Pattern LOGGED = Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} .*");

  /** Logged by each life that came so far: what stands above it is of earlier ones. */
  private static final Pattern STARTED =
      Pattern.compile(LOGGED.pattern() + "started with(out blocks| the blocks of before).*");

  private LastWords() {}

  /**
   * The reason in one line: the one that names the recovery, or else the last; empty if it said
   * none, as after a kill.
   */
  static String in(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return "";
    }
    byte[] all = Files.readAllBytes(file);
    int from = Math.max(0, all.length - MAX_BYTES);
    List<String> plain = new ArrayList<>();
    for (String line :
        new String(all, from, all.length - from, StandardCharsets.UTF_8).lines().toList()) {
      if (STARTED.matcher(line).matches()) {
        plain.clear();
      } else if (!line.isBlank() && !LOGGED.matcher(line).matches()) {
        plain.add(line.strip());
      }
    }
    return plain.stream()
        .filter(each -> each.contains("--recover"))
        .reduce((earlier, later) -> later)
        .orElseGet(() -> plain.isEmpty() ? "" : plain.getLast());
  }
}
