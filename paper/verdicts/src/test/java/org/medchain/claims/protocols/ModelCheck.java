package org.medchain.claims.protocols;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tlc2.TLC;

/**
 * Runs TLC on a model in {@code spec/tla}, in a JVM of its own, because TLC keeps static state and
 * leaves by {@code System.exit}.
 */
record ModelCheck(Path models, Path folder) {
  /** What TLC found. */
  record ModelVerdict(boolean holds, long states) {}

  private static final long LIMIT_MINUTES = 10;

  /** TLC's exit code where an invariant is violated. */
  private static final int VIOLATED = 12;

  private static final Pattern STATES = Pattern.compile("(\\d+) distinct states found");

  /** Checks a model. */
  ModelVerdict check(String module, String config, String invariant)
      throws IOException, InterruptedException {
    Path own = Files.createTempDirectory(folder, config);
    Path said = own.resolve("output.txt");
    Process process =
        new ProcessBuilder(command(own, module, config))
            .directory(own.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        throw new IllegalStateException(
            config + ": TLC did not end in " + LIMIT_MINUTES + " minutes");
      }
    } finally {
      process.destroyForcibly();
    }
    return verdict(config, invariant, process.exitValue(), Files.readString(said));
  }

  private List<String> command(Path own, String module, String config) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        // One worker and a small model: more threads only cost processor time.
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Dstdout.encoding=UTF-8",
        "-Djava.io.tmpdir=" + own,
        "-cp",
        placeOfTlc().toString(),
        TLC.class.getName(),
        "-workers",
        "1",
        "-metadir",
        own.resolve("states").toString(),
        "-config",
        models.resolve(config + ".cfg").toAbsolutePath().toString(),
        models.resolve(module + ".tla").toAbsolutePath().toString());
  }

  private static Path placeOfTlc() {
    try {
      return Path.of(TLC.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("where TLC is", e);
    }
  }

  private static ModelVerdict verdict(String config, String invariant, int exit, String said) {
    boolean violated =
        exit == VIOLATED
            && said.contains("Invariant " + invariant)
            && said.contains(" is violated");
    if (exit != 0 && !violated) {
      throw new IllegalStateException(config + ": TLC ended with " + exit + ":\n" + said.strip());
    }
    long states = 0;
    // TLC says this while it runs too; the last time counts.
    for (Matcher each = STATES.matcher(said); each.find(); ) {
      states = Long.parseLong(each.group(1));
    }
    return new ModelVerdict(!violated, states);
  }
}
