package org.medchain.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.medchain.launcher.NodeJvm;

/** What a process that ended said last on stdout and stderr (OPS-20). */
final class ProcessOutput {
  private static final int LINES = 3;

  /** Lines of the log, which are about its work; the reason why it ended is a plain line. */
  private static final Pattern LOGGED = Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} .*");

  private ProcessOutput() {}

  /** How much a file holds already, 0 if there is none. */
  static long size(Path said) throws IOException {
    return Files.exists(said) ? Files.size(said) : 0;
  }

  /**
   * The reason in one line: the last plain lines, or else the last line of all.
   *
   * @param from where the process's output begins; what precedes is of earlier ones
   */
  static String reason(Path said, long from) throws IOException {
    if (!Files.exists(said)) {
      return "it was not started";
    }
    byte[] all = Files.readAllBytes(said);
    int begin = from > all.length ? 0 : (int) from; // Shorter: it was emptied meanwhile.
    String own = new String(all, begin, all.length - begin, StandardCharsets.UTF_8);
    List<String> lines = own.lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      return "it said nothing";
    }
    Optional<String> full = NodeJvm.reason(lines);
    if (full.isPresent()) {
      return full.get();
    }
    // What it logs while it stops comes after the reason.
    List<String> plain = lines.stream().filter(each -> !LOGGED.matcher(each).matches()).toList();
    List<String> last = plain.isEmpty() ? lines.subList(lines.size() - 1, lines.size()) : plain;
    return String.join(" / ", last.subList(Math.max(0, last.size() - LINES), last.size()));
  }
}
