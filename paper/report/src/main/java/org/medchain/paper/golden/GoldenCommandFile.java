package org.medchain.paper.golden;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.medchain.experiments.config.UserInputException;
import org.medchain.paper.golden.GoldenCommand.GoldenOutput;
import org.medchain.paper.source.PaperSources;
import org.medchain.paper.source.SourceProblem;
import org.medchain.paper.source.SourceTable;

/** Reads {@code paper/golden/commands.yaml}. */
final class GoldenCommandFile {
  static final String PATH = "paper/golden/commands.yaml";
  private static final Set<String> KEYS = Set.of("name", "command", "shows", "exit", "stdout");
  private static final String FILES = "files.";

  private GoldenCommandFile() {}

  /**
   * The commands in their order.
   *
   * @throws UserInputException with a line for each that is not as it should be
   */
  static List<GoldenCommand> read(Path home) throws UserInputException {
    SourceTable table;
    try {
      table = new PaperSources(home).table(PATH + "#commands");
    } catch (SourceProblem e) {
      throw new UserInputException(e.getMessage());
    }
    List<String> problems = new ArrayList<>();
    List<GoldenCommand> commands = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (Map<String, String> row : table.rows()) {
      String name = row.getOrDefault("name", "");
      String place = PATH + ": " + (name.isEmpty() ? "a command without name" : name) + ": ";
      row.keySet().stream()
          .filter(key -> !KEYS.contains(key) && !key.startsWith(FILES))
          .forEach(key -> problems.add(place + "'" + key + "' is no key; allowed: " + KEYS));
      if (!names.add(name) || !name.matches("[a-z][a-z0-9-]*")) {
        problems.add(place + "a name of its own is wanted, of small letters, digits, hyphens");
      }
      if (row.getOrDefault("command", "").isBlank() || row.getOrDefault("shows", "").isBlank()) {
        problems.add(place + "'command' and 'shows' are wanted");
      }
      if (!row.getOrDefault("exit", "0").matches("\\d{1,3}")) {
        problems.add(place + "exit: a number is wanted");
      } else {
        commands.add(command(name, row));
      }
    }
    if (!problems.isEmpty()) {
      throw new UserInputException(problems);
    }
    return commands;
  }

  private static GoldenCommand command(String name, Map<String, String> row) {
    List<GoldenOutput> files = new ArrayList<>();
    for (int i = 0; row.containsKey(FILES + i + ".made"); i++) {
      String golden = row.getOrDefault(FILES + i + ".golden", "");
      files.add(new GoldenOutput(row.get(FILES + i + ".made"), Path.of(golden)));
    }
    return new GoldenCommand(
        name,
        List.of(row.getOrDefault("command", "").strip().split("\\s+", -1)),
        row.getOrDefault("shows", ""),
        Integer.parseInt(row.getOrDefault("exit", "0")),
        Optional.ofNullable(row.get("stdout")).map(Path::of),
        files);
  }

  /** What a golden file holds; empty where there is none. */
  static Optional<byte[]> golden(Path file) throws IOException {
    return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  /** Text as a golden file holds it. */
  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
