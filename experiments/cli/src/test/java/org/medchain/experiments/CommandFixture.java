package org.medchain.experiments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.medchain.checkout.Repository;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.experiments.CommandContext.TrialBackend;
import org.medchain.experiments.execution.TrialFunction;
import org.medchain.experiments.results.RunCode;

/** Starts the command in this process, with a project of its own and made-up trials. */
final class CommandFixture {
  static final String CONFIG = "name: q\nprotocols: [pbft, pow]\nnodes: [4, 7]\nrepeats: 2\n";

  private static final Path REAL = Repository.ROOT;

  private final Path root;
  private final TrialFunction trials;

  /** What a command left behind. */
  record Ended(int code, String out, String err) {
    List<String> errLines() {
      return err.lines().toList();
    }

    /** Without the lines that a command on a busy machine says how far it is with. */
    List<String> complaints() {
      return err.lines().filter(line -> !line.matches("\\d+ of \\d+ trials after .*")).toList();
    }
  }

  /** Makes a little project in an empty folder: sources to hash, and the real data set. */
  CommandFixture(Path root, TrialFunction trials) throws IOException {
    this.root = root;
    this.trials = trials;
    for (String path :
        RunCode.of(root, ExperimentConfig.of("q", List.of(ProtocolKind.PBFT), List.of(4)))) {
      if (Files.notExists(root.resolve(path)) && !path.contains(".")) {
        Files.createDirectories(root.resolve(path));
      }
    }
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    Path index = Path.of("datasets", "synthea-sample", "records.ndjson");
    if (Files.notExists(root.resolve(index))) {
      Files.createDirectories(root.resolve(index).getParent());
      Files.copy(REAL.resolve(index), root.resolve(index));
    }
  }

  /** With trials that are counted. */
  static CommandFixture counting(Path root, AtomicInteger ran, TrialFunction trials)
      throws IOException {
    return new CommandFixture(
        root,
        (trial, hook) -> {
          ran.incrementAndGet();
          return trials.run(trial, hook);
        });
  }

  Path config(String text) throws IOException {
    return Files.writeString(root.resolve("c.yaml"), text);
  }

  Ended run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CommandContext host =
        new CommandContext(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            Optional.of(root),
            Clock.fixed(Instant.parse("2025-01-01T00:00:00Z"), ZoneOffset.UTC),
            records -> new TrialBackend(trials, config -> {}),
            "medchain " + String.join(" ", args));
    int code = Medchain.run(host, args);
    return new Ended(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The folder of the only run. */
  Path onlyRun() throws IOException {
    try (Stream<Path> runs = Files.list(root.resolve("results").resolve("runs"))) {
      return runs.toList().getFirst();
    }
  }
}
