package org.medchain.cluster.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.medchain.launcher.NodeJvm;

/** What a process that ended said last on stdout and stderr (OPS-20). */
public final class ProcessOutput {
  /** The file in the process's folder. */
  public static final String FILE = "process.log";

  private static final int LINES = 3;
  private static final int MAX_BYTES = 1 << 16;

  /** Lines of the log, which are about its work; the reason why it ended is a plain line. */
  private static final Pattern LOGGED = Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} .*");

  /** Logged by each life that came so far: what stands above it is of earlier ones. */
  private static final Pattern STARTED =
      Pattern.compile(LOGGED.pattern() + "started with(out blocks| the blocks of before).*");

  private ProcessOutput() {}

  /** How much a file holds already, 0 if there is none. */
  public static long size(Path said) throws IOException {
    return Files.exists(said) ? Files.size(said) : 0;
  }

  /**
   * The reason in one line: the last plain lines, or else the last line of all.
   *
   * @param from where the process's output begins; what precedes is of earlier ones
   */
  public static String reason(Path said, long from) throws IOException {
    if (!Files.exists(said)) {
      return "it was not started";
    }
    // Shorter: it was emptied meanwhile.
    List<String> lines = lines(said, from > size(said) ? 0 : from);
    if (lines.isEmpty()) {
      return "it said nothing";
    }
    Optional<String> full = NodeJvm.reason(lines);
    if (full.isPresent()) {
      return full.get();
    }
    // What it logs while it stops comes after the reason.
    List<String> plain = lines.stream().filter(each -> !isLogged(each)).toList();
    List<String> last = plain.isEmpty() ? lines.subList(lines.size() - 1, lines.size()) : plain;
    return String.join(" / ", last.subList(Math.max(0, last.size() - LINES), last.size()));
  }

  /**
   * The reason of one of which nothing else is left: the line that names the recovery, or else the
   * last; empty if it said none, as after a kill.
   */
  public static String lastWords(Path folder) throws IOException {
    Path said = folder.resolve(FILE);
    List<String> lines =
        Files.isRegularFile(said) ? lines(said, Math.max(0, size(said) - MAX_BYTES)) : List.of();
    List<String> plain = new ArrayList<>();
    for (String line : lines) {
      if (STARTED.matcher(line).matches()) {
        plain.clear();
      } else if (!isLogged(line)) {
        plain.add(line.strip());
      }
    }
    return plain.stream()
        .filter(each -> each.contains("--recover"))
        .reduce((earlier, later) -> later)
        .orElseGet(() -> plain.isEmpty() ? "" : plain.getLast());
  }

  private static boolean isLogged(String line) {
    return LOGGED.matcher(line).matches();
  }

  private static List<String> lines(Path said, long from) throws IOException {
    byte[] all = Files.readAllBytes(said);
    int begin = (int) Math.min(from, all.length);
    String own = new String(all, begin, all.length - begin, StandardCharsets.UTF_8);
    return own.lines().filter(line -> !line.isBlank()).toList();
  }
}
