package org.medchain.experiments.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.experiments.config.QuotedText;
import org.medchain.experiments.config.UserInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder that a command wrote, and the committed result that it is to be compared with (RES-4).
 *
 * @param folder of the run
 * @param manifest its content; nothing where the command writes none
 * @param committed the result of the same name
 */
record ComparedRun(Path folder, JsonNode manifest, ReferenceResult committed) {
  private static final String WANTED =
      "; the folder of a run is wanted, or the beginning of its name in results/runs";

  /**
   * Finds both.
   *
   * @param word the folder, or the beginning of its name in {@code results/runs}
   * @throws UserInputException where there is no such run, or no committed result of its name
   */
  static ComparedRun of(List<ReferenceResult> all, Path root, Path word) throws UserInputException {
    try {
      Path folder = withManifest(folder(root, word));
      JsonNode manifest = json(folder.resolve(ReferenceResult.MANIFEST));
      ReferenceResult committed = committed(all, folder, manifest);
      if (Files.isSameFile(folder, committed.folder())) {
        throw new UserInputException(word + ": this is the committed result itself" + WANTED);
      }
      return new ComparedRun(folder, manifest, committed);
    } catch (IOException e) {
      throw new UserInputException(word + ": cannot be read");
    }
  }

  private static Path folder(Path root, Path word) throws IOException, UserInputException {
    if (Files.isDirectory(word)) {
      return word.toAbsolutePath().normalize();
    }
    if (Files.exists(word)) {
      throw new UserInputException(word + ": this is a file" + WANTED);
    }
    Path runs = root.resolve("results").resolve("runs");
    List<Path> begun =
        folders(runs).stream()
            .filter(each -> each.getFileName().toString().startsWith(word.toString()))
            .toList();
    if (begun.isEmpty()) {
      throw new UserInputException(word + ": there is no such folder" + WANTED);
    }
    if (begun.size() > 1) {
      throw new UserInputException(
          word + ": more than one run begins so; allowed: " + names(begun));
    }
    return begun.getFirst();
  }

  private static List<Path> folders(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> each = Files.list(parent)) {
      return each.filter(Files::isDirectory).sorted().toList();
    }
  }

  /** The only run of a folder that --out named, in which each has a folder of its own. */
  private static Path withManifest(Path folder) throws IOException, UserInputException {
    List<Path> runs =
        folders(folder).stream()
            .filter(each -> Files.exists(each.resolve(ReferenceResult.MANIFEST)))
            .toList();
    if (runs.isEmpty() || !ResultFiles.in(folder).isEmpty()) {
      return folder;
    }
    if (runs.size() > 1) {
      throw new UserInputException(
          folder + ": more than one run is in it; allowed: " + names(runs));
    }
    return runs.getFirst();
  }

  private static String names(List<Path> folders) {
    return folders.stream()
        .map(each -> each.getFileName().toString())
        .collect(Collectors.joining(", "));
  }

  private static JsonNode json(Path file) throws IOException, UserInputException {
    if (!Files.exists(file)) {
      return JsonMapper.shared().missingNode();
    }
    try {
      return JsonMapper.shared().readTree(Files.readString(file));
    } catch (JacksonException e) {
      throw new UserInputException(file + ":" + e.getLocation().getLineNr() + ": not JSON");
    }
  }

  private static ReferenceResult committed(
      List<ReferenceResult> all, Path folder, JsonNode manifest)
      throws IOException, UserInputException {
    // Studies and claims leave no manifest: the folder's name, the game's title, the files' names.
    String name =
        manifest
            .path("name")
            .asString(folder.getFileName().toString().replaceAll("^game-(.+)-[a-z]+$", "$1"));
    Optional<ReferenceResult> found =
        only(all, each -> each.name().equals(name))
            .or(() -> only(all, each -> each.name().endsWith("/" + name)));
    if (found.isEmpty() && manifest.isMissingNode()) {
      String title = json(folder.resolve("results.json")).path("game").asString("");
      found = title.isEmpty() ? likeFiles(all, folder) : titled(all, title);
    }
    String names = all.stream().map(ReferenceResult::name).collect(Collectors.joining(", "));
    return found.orElseThrow(
        () ->
            new UserInputException(
                (folder + ": no committed result is called \"" + QuotedText.sentence(name))
                    + ("\"; allowed: " + names)));
  }

  private static Optional<ReferenceResult> only(
      List<ReferenceResult> all, Predicate<ReferenceResult> wanted) {
    List<ReferenceResult> found = all.stream().filter(wanted).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static Optional<ReferenceResult> titled(List<ReferenceResult> all, String title)
      throws IOException, UserInputException {
    List<ReferenceResult> found = new ArrayList<>();
    for (ReferenceResult each : all) {
      if (json(each.folder().resolve("results.json")).path("game").asString("").equals(title)) {
        found.add(each);
      }
    }
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static Optional<ReferenceResult> likeFiles(List<ReferenceResult> all, Path folder)
      throws IOException {
    Set<String> here = top(folder);
    List<ReferenceResult> found = new ArrayList<>();
    for (ReferenceResult each : all) {
      Set<String> names = top(each.folder());
      if (!names.isEmpty() && names.equals(here)) {
        found.add(each);
      }
    }
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** The names of the files at the top of a folder. */
  private static Set<String> top(Path folder) throws IOException {
    return ResultFiles.in(folder).keySet().stream()
        .filter(name -> !name.contains("/"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
