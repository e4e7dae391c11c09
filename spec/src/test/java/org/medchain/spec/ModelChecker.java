package org.medchain.spec;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs TLC on one module and one configuration, each time in a JVM of its own (TLC keeps static
 * state and exits) with its own folder under {@code target/tlc} for all that it writes.
 */
final class ModelChecker {
  /** Only a model that a change has made far larger takes so long. */
  private static final long LIMIT_MINUTES = 10;

  private static final Pattern VIOLATED = Pattern.compile("Invariant (\\w+) is violated");

  /** TLC says this while it runs too; the last time counts. */
  private static final Pattern STATES = Pattern.compile("(\\d+) distinct states found");

  private static final Pattern CPU = Pattern.compile(MeasuredTlc.CPU_NS + "(\\d+)");

  private ModelChecker() {}

  /**
   * What TLC found.
   *
   * @param verdict {@code holds}, {@code violates} and the invariant, or {@code error} and the exit
   *     code: a model that does not parse has violated nothing
   * @param distinctStates found until TLC stopped; 0 if it did not start
   * @param cpuS CPU seconds of the whole process, the JVM's start included
   * @param output everything that TLC said
   */
  record Result(String verdict, long distinctStates, double cpuS, String output) {}

  /** Checks {@code module} with {@code config}; {@code name} is that of the folder to write to. */
  static Result check(String name, Path module, Path config) {
    try {
      Path folder = emptied(Path.of("target", "tlc", name).toAbsolutePath());
      Path output = folder.resolve("output.txt");
      Process process =
          new ProcessBuilder(command(folder, module, config))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly();
        throw new AssertionError(name + ": TLC did not end in " + LIMIT_MINUTES + " minutes");
      }
      return result(process.exitValue(), Files.readString(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static List<String> command(Path folder, Path module, Path config) throws IOException {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        // One worker and a small heap's work: more threads only cost CPU time.
        "-XX:+UseSerialGC",
        "-Djava.io.tmpdir=" + temporary,
        "-cp",
        place(MeasuredTlc.class) + File.pathSeparator + place(tlc2.TLC.class),
        MeasuredTlc.class.getName(),
        "-workers",
        "1",
        "-metadir",
        folder.resolve("states").toString(),
        "-config",
        config.toAbsolutePath().toString(),
        module.toAbsolutePath().toString());
  }

  /** The folder or jar that a class comes from. */
  private static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Path emptied(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var paths = Files.walk(folder)) {
        // The deepest first.
        for (Path each : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(each);
        }
      }
    }
    return Files.createDirectories(folder);
  }

  private static Result result(int exit, String output) {
    Matcher violated = VIOLATED.matcher(output);
    String verdict =
        switch (exit) {
          case 0 -> "holds";
          case 12 -> violated.find() ? "violates " + violated.group(1) : "error 12";
          default -> "error " + exit;
        };
    return new Result(verdict, last(STATES, output), last(CPU, output) / 1e9, output);
  }

  private static long last(Pattern pattern, String output) {
    return pattern
        .matcher(output)
        .results()
        .map(match -> Long.parseLong(match.group(1)))
        .reduce(0L, (earlier, later) -> later);
  }
}
