package org.medchain.claims.protocols;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * TLC on a model in {@code spec/tla}, in a JVM of its own, because it keeps static state and exits.
 *
 * @param models the folder with the models
 * @param temporary a folder for what TLC writes
 */
record ModelCheck(Path models, Path temporary) {
  /** What TLC exits with where everything holds, and where an invariant does not. */
  private static final int HOLDS = 0;

  private static final int INVARIANT_VIOLATED = 12;

  /** As much of TLC's output as a message has room for, from its end. */
  private static final int OUTPUT_CHARACTERS = 500;

  /**
   * Whether the invariants of a configuration hold in all states.
   *
   * @param module as PowChain
   * @param config as pow-converge
   * @throws IllegalStateException if TLC could not tell
   */
  boolean holds(String module, String config) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(temporary.resolve("tlc-" + config));
    Path output = folder.resolve("output.txt");
    Process tlc =
        new ProcessBuilder(command(folder, module, config))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int code;
    try {
      code = tlc.waitFor();
    } finally {
      tlc.destroyForcibly();
    }
    if (code == HOLDS || code == INVARIANT_VIOLATED) {
      return code == HOLDS;
    }
    String said = Files.readString(output, StandardCharsets.UTF_8);
    String end = said.substring(Math.max(0, said.length() - OUTPUT_CHARACTERS));
    throw new IllegalStateException(
        "TLC ended with code " + code + " on " + config + ": " + end.replaceAll("\\s+", " "));
  }

  private List<String> command(Path folder, String module, String config) throws IOException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "-Djava.io.tmpdir=" + folder,
        "-cp",
        tlc().toString(),
        tlc2.TLC.class.getName(),
        "-workers",
        "1",
        "-metadir",
        folder.resolve("states").toString(),
        "-config",
        models.resolve(config + ".cfg").toAbsolutePath().toString(),
        models.resolve(module + ".tla").toAbsolutePath().toString());
  }

  private static Path tlc() throws IOException {
    try {
      return Path.of(
          tlc2.TLC.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("TLC's jar has no path", e);
    }
  }
}
