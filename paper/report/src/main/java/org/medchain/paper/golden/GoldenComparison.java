package org.medchain.paper.golden;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.experiments.config.QuotedText;
import org.medchain.paper.golden.GoldenCommand.GoldenOutput;
import org.medchain.paper.golden.GoldenExecution.GoldenEnd;

/** What is not as the golden outputs say. */
final class GoldenComparison {
  private static final int DIFFERENCES_MAX = 5;

  private final Path home;
  private final List<String> differences = new ArrayList<>();

  private GoldenComparison(Path home) {
    this.home = home;
  }

  /**
   * The differences of a command; empty where there are none.
   *
   * @param home the project's root
   * @param folder that the command had for itself
   */
  static List<String> of(Path home, GoldenCommand command, Path folder, GoldenEnd end)
      throws IOException {
    GoldenComparison comparison = new GoldenComparison(home);
    if (end.exit() != command.exit()) {
      comparison.differences.add("exit code " + end.exit() + "; golden: " + command.exit());
    }
    if (command.stdout().isPresent()) {
      byte[] printed = end.printed().getBytes(StandardCharsets.UTF_8);
      comparison.file(printed, command.stdout().get(), "what it prints");
    }
    for (GoldenOutput each : command.files()) {
      comparison.output(folder.resolve("out"), each);
    }
    return comparison.differences;
  }

  private void output(Path out, GoldenOutput output) throws IOException {
    Optional<Path> made = find(out, output.made());
    Path golden = home.resolve(output.golden());
    if (made.isEmpty()) {
      differences.add("it did not write " + output.made());
    } else if (Files.isDirectory(golden)) {
      try (Stream<Path> files = Files.walk(golden)) {
        for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
          Path own = made.get().resolve(golden.relativize(each).toString());
          byte[] bytes = Files.isRegularFile(own) ? Files.readAllBytes(own) : new byte[0];
          file(bytes, home.relativize(each), own.getFileName().toString());
        }
      }
    } else {
      file(Files.readAllBytes(made.get()), output.golden(), output.made());
    }
  }

  /** The first path of that form. */
  private static Optional<Path> find(Path folder, String form) throws IOException {
    List<Path> found = List.of(folder);
    for (String part : form.split("/", -1)) {
      List<Path> next = new ArrayList<>();
      for (Path each : found) {
        if (Files.isDirectory(each)) {
          try (DirectoryStream<Path> files = Files.newDirectoryStream(each, part)) {
            files.forEach(next::add);
          }
        }
      }
      found = next.stream().sorted().toList();
    }
    return found.stream().findFirst();
  }

  private void file(byte[] made, Path goldenFile, String what) throws IOException {
    Path there = home.resolve(goldenFile);
    if (!Files.isRegularFile(there)) {
      differences.add(goldenFile + " is not there; --write makes those in paper/golden");
      return;
    }
    byte[] golden = Files.readAllBytes(there);
    if (!Arrays.equals(made, golden) && differences.size() < DIFFERENCES_MAX) {
      differences.add(what + " is not " + goldenFile + ": " + firstLine(made, golden));
    }
  }

  private static String firstLine(byte[] made, byte[] golden) {
    String[] own = new String(made, StandardCharsets.UTF_8).split("\n", -1);
    String[] wanted = new String(golden, StandardCharsets.UTF_8).split("\n", -1);
    int at = 0;
    while (at < own.length && at < wanted.length && own[at].equals(wanted[at])) {
      at++;
    }
    String line = at < own.length ? QuotedText.sentence(own[at]) : "(no line)";
    String other = at < wanted.length ? QuotedText.sentence(wanted[at]) : "(no line)";
    return "line " + (at + 1) + " is '" + line + "'; golden: '" + other + "'";
  }
}
