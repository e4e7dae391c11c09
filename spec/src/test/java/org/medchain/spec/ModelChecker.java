package org.medchain.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs TLC in a JVM and a folder of its own, as it keeps static state and exits. */
final class ModelChecker {
  /** Only a model that a change has made far larger takes so long. */
  private static final long LIMIT_MINUTES = 180;

  /** Above this it pays to compile what runs often a second time, better. */
  private static final long LARGE_STATES = 20_000;

  private static final Pattern VIOLATED =
      Pattern.compile("(?:Invariant|Action property) (\\w+) is violated");

  /** In a configuration: names follow on the same line, or indented on lines of their own. */
  private static final Pattern PROPERTIES =
      Pattern.compile("(?m)^PROPERT(?:Y|IES)((?:\\R? +\\w+)+)");

  /** TLC says this while it runs too; the last time counts. */
  private static final Pattern STATES = Pattern.compile("(\\d+) distinct states found");

  /** How TLC ends when it fails itself. */
  private static final int FAILED = 255;

  /** TLC 2.18 at times finds no step again of a violation that it has told. */
  private static final String WHILE_TELLING = "Error: The behavior up to this point is:";

  private static final Pattern CPU = Pattern.compile(MeasuredTlc.CPU_NS + "(\\d+)");

  private ModelChecker() {}

  /**
   * What TLC found.
   *
   * @param verdict {@code holds}, {@code violates} and the invariant or property, or {@code error}
   *     and the exit code: a model that does not parse has violated nothing
   * @param distinctStates found until TLC stopped; 0 if it did not start, or simulated
   * @param cpuS CPU seconds of the whole process, the JVM's start included
   * @param output everything that TLC said
   */
  record Result(String verdict, long distinctStates, double cpuS, String output) {}

  static Result check(Case each) {
    boolean large = each.distinctStates() > LARGE_STATES;
    return check(
        each.config(), each.module(), each.file(), large ? List.of() : TlcJvm.SMALL, List.of());
  }

  /** Checks {@code module} with {@code config}; the folder is called {@code name}. */
  static Result check(String name, Path module, Path config, String... options) {
    return check(name, module, config, TlcJvm.SMALL, List.of(options));
  }

  private static Result check(
      String name, Path module, Path config, List<String> jvm, List<String> options) {
    try {
      Path folder = emptied(Path.of("target", "tlc", name).toAbsolutePath());
      Path output = folder.resolve("output.txt");
      Process process =
          new ProcessBuilder(command(folder, module, config, jvm, options))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly();
        throw new AssertionError(name + ": TLC did not end in " + LIMIT_MINUTES + " minutes");
      }
      return result(process.exitValue(), Files.readString(output), Files.readString(config));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static List<String> command(
      Path folder, Path module, Path config, List<String> jvm, List<String> options)
      throws IOException {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    List<String> command = TlcJvm.command(temporary, jvm);
    command.addAll(List.of("-workers", "1", "-metadir", folder.resolve("states").toString()));
    command.addAll(options);
    command.addAll(
        List.of("-config", config.toAbsolutePath().toString(), module.toAbsolutePath().toString()));
    return command;
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

  private static Result result(int exit, String output, String config) {
    Optional<String> violated =
        switch (exit) {
          case 12 -> violated(output);
          case FAILED -> output.contains(WHILE_TELLING) ? violated(output) : Optional.empty();
          case 13 -> onlyProperty(config);
          default -> Optional.empty();
        };
    String verdict =
        exit == 0 ? "holds" : violated.map(name -> "violates " + name).orElse("error " + exit);
    return new Result(verdict, last(STATES, output), last(CPU, output) / 1e9, output);
  }

  private static Optional<String> violated(String output) {
    return VIOLATED.matcher(output).results().map(match -> match.group(1)).findFirst();
  }

  /** TLC says only that a temporal property is violated, not which. */
  private static Optional<String> onlyProperty(String config) {
    List<String> names =
        PROPERTIES
            .matcher(config)
            .results()
            .flatMap(match -> Stream.of(match.group(1).trim().split("\\s+")))
            .toList();
    return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
  }

  private static long last(Pattern pattern, String output) {
    return pattern
        .matcher(output)
        .results()
        .map(match -> Long.parseLong(match.group(1)))
        .reduce(0L, (earlier, later) -> later);
  }
}
