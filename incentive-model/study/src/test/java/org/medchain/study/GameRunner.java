package org.medchain.study;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.medchain.checkout.Repository;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs {@code game} in this JVM and keeps what it prints. */
record GameRunner(int exit, String out, String err) {
  /** The samples, seen from the module, where tests run. */
  static final Path GAMES = Repository.file("incentive-model/games");

  static GameRunner run(Object... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintWriter errors = new PrintWriter(err, true);
    CommandLine command =
        new CommandLine(new GameCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(errors)
            .setParameterExceptionHandler(
                (e, args) -> {
                  errors.println(e.getMessage());
                  return 2;
                })
            .setExecutionExceptionHandler(
                (e, failed, parsed) -> {
                  if (e instanceof UserInputException refusal) {
                    refusal.lines().forEach(errors::println);
                    return 2;
                  }
                  throw e;
                });
    int exit = command.execute(Stream.of(words).map(String::valueOf).toArray(String[]::new));
    return new GameRunner(exit, out.toString(), err.toString());
  }

  /** The same with a sample and {@code --json}; must end well. */
  static JsonNode json(Object... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    all.add("--json");
    GameRunner run = run(all.toArray());
    if (run.exit() != 0) {
      throw new AssertionError(run.err());
    }
    return JsonMapper.shared().readTree(run.out());
  }

  static Path sample(String name) {
    return GAMES.resolve(name);
  }

  static List<Path> samples() {
    try (Stream<Path> files = Files.list(GAMES)) {
      return files.filter(file -> file.toString().matches(".*\\.(yaml|nfg|efg)")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
