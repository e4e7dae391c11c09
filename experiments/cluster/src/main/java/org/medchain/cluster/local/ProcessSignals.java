package org.medchain.cluster.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Signals to a process, by the machine's {@code kill}; names are without SIG. */
public final class ProcessSignals {
  private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

  private ProcessSignals() {}

  /** To one process. */
  public static void send(ProcessHandle process, String name)
      throws IOException, InterruptedException {
    kill(name, Long.toString(process.pid()));
  }

  /** To all of its group, which it has to lead: else the harness itself would get it. */
  public static void sendToGroup(ProcessHandle process, String name)
      throws IOException, InterruptedException {
    String pid = Long.toString(process.pid());
    Process asked = new ProcessBuilder("ps", "-o", "pgid=", "-p", pid).start();
    String group = new String(asked.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    if (asked.waitFor() != 0 || !group.strip().equals(pid)) {
      throw new IOException(
          "skipped: process " + pid + " leads no group, as this machine has no setsid");
    }
    kill(name, "-" + pid);
  }

  private static void kill(String name, String target) throws IOException, InterruptedException {
    int code = new ProcessBuilder("kill", "-" + name, "--", target).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("kill -" + name + " " + target + " ended with " + code);
    }
  }

  /**
   * Whether it was started with the signal ignored, as shells start what runs in their background;
   * a JVM leaves it so. Known where there is {@code /proc}.
   */
  public static boolean isIgnored(ProcessHandle process, String name) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.isReadable(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> Long.parseUnsignedLong(line.substring(line.indexOf(':') + 1).strip(), 16))
        .anyMatch(mask -> (mask >> (NUMBERS.get(name) - 1) & 1) == 1);
  }
}
