package org.medchain.experiments.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.experiments.config.QuotedText;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.RunManifest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A folder of committed results that has a manifest (RES-1).
 *
 * @param projectRoot the project's root
 * @param name its path from {@code results/}
 * @param folder where it is
 * @param manifest the content of its {@code manifest.json}
 */
public record ReferenceResult(Path projectRoot, String name, Path folder, ObjectNode manifest) {
  static final String MANIFEST = "manifest.json";

  /** Deeper in {@code results/} there are only parts of results. */
  private static final int DEPTH = 3;

  /** Those of a project, by their names. Uncommitted runs do not count. */
  public static List<ReferenceResult> all(Path home) throws UserInputException {
    Path results = home.resolve("results");
    try (Stream<Path> files = Files.find(results, DEPTH, (file, is) -> file.endsWith(MANIFEST))) {
      List<ReferenceResult> all = new ArrayList<>();
      for (Path file : files.toList()) {
        if (!file.startsWith(results.resolve("runs")) && !file.getParent().equals(results)) {
          String name = results.relativize(file.getParent()).toString().replace('\\', '/');
          all.add(read(name, home, file.getParent()));
        }
      }
      all.sort(Comparator.comparing(ReferenceResult::name));
      return all;
    } catch (IOException e) {
      throw new UserInputException(
          results + ": cannot be read; the project's reference results are there");
    }
  }

  static ReferenceResult read(String name, Path home, Path folder) throws UserInputException {
    Path file = folder.resolve(MANIFEST);
    JsonNode json = RunManifest.json(file);
    if (!json.path("command_line").isString() || !json.path("code").isArray()) {
      throw new UserInputException(
          file + ": not the manifest of a result; wanted: at least command_line and code");
    }
    return new ReferenceResult(home, name, folder, (ObjectNode) json);
  }

  /**
   * The one that has this name, or the only one that begins so.
   *
   * @throws UserInputException with all names, where there is none
   */
  public static ReferenceResult named(List<ReferenceResult> all, String word)
      throws UserInputException {
    List<ReferenceResult> meant = all.stream().filter(each -> each.name.equals(word)).toList();
    if (meant.isEmpty()) {
      meant = all.stream().filter(each -> each.name.startsWith(word)).toList();
    }
    if (meant.size() == 1) {
      return meant.getFirst();
    }
    String names = all.stream().map(ReferenceResult::name).collect(Collectors.joining(", "));
    String wrong = meant.isEmpty() ? "no result is called " : "more than one result begins with ";
    throw new UserInputException(wrong + '"' + QuotedText.sentence(word) + "\"; allowed: " + names);
  }

  /** What made it, to be typed in the project's root. */
  public String commandLine() {
    // A run's manifest has the options of the command.
    return text("command_line").replaceFirst("^medchain ", "experiments/medchain ");
  }

  /** Its dependencies, from the project's root. */
  public List<String> code() {
    return texts("code");
  }

  /** Test classes that make part of it again in every build, if there are any. */
  public List<String> checkedByTests() {
    return texts("held_by");
  }

  /** Whether it holds what real processes, or a processor's time, took on one machine. */
  boolean isMeasured() {
    return commandLine().contains("medchain bench ")
        || code().stream()
            .anyMatch(path -> path.startsWith(".ci") || path.startsWith("experiments/cluster"));
  }

  /** Whether it is the folder of a run of a config, also before its first run. */
  boolean isRun() {
    return commandLine().startsWith("experiments/medchain run ");
  }

  /** The config that was run, where the command names one and replaces nothing in it. */
  Optional<Path> config() {
    List<String> words = List.of(commandLine().split(" ", -1));
    boolean replaced = words.stream().anyMatch(word -> word.matches("--(seed|name|calibration).*"));
    return words.stream()
        .filter(word -> isRun() && !replaced && word.endsWith(".yaml"))
        .findFirst()
        .map(projectRoot::resolve);
  }

  /** A field of text; empty where it is absent. */
  public String text(String field) {
    return manifest.path(field).asString("");
  }

  private List<String> texts(String field) {
    return manifest.path(field).valueStream().map(JsonNode::asString).toList();
  }
}
