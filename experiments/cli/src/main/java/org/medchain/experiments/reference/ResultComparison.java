package org.medchain.experiments.reference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.medchain.experiments.config.QuotedText;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.RunManifest;
import tools.jackson.databind.JsonNode;

/**
 * Which files of a run equal those of the committed result of its name (RES-4). That its code has
 * changed since is no difference here: see {@link Freshness}.
 *
 * @param lines for the reader
 * @param isEqual whether all that must be equal is equal
 */
public record ResultComparison(List<String> lines, boolean isEqual) {
  private static final String WANTED = "; the folder of a run is wanted";
  private static final String EQUAL = "equal";
  private static final String DIFFERENT = "different";
  private static final String MAY_DIFFER = "may differ";

  /** Of a folder more would say no more. */
  private static final int NAMED_MAX = 5;

  /** Why files that need not be equal need not, by the ends of their names. */
  private static final Map<String, String> MAY =
      Map.of(
          "index.html", "the page tells when, where, from which commit and by which command",
          "run.json", "provenance: from which commit",
          ".svg", "drawn with the fonts of the machine; its numbers are in the tables");

  /** A file of both folders, or of one. */
  private record ComparedFile(String name, String state, String why) {
    String group() {
      String folder = name.substring(0, name.lastIndexOf('/') + 1);
      return folder.isEmpty() ? name : folder;
    }

    String line(String what) {
      String behind = why.isEmpty() ? "" : ": " + why;
      return String.format(Locale.ROOT, "%-10s  %s", state, QuotedText.path(what) + behind);
    }
  }

  /**
   * Compares.
   *
   * @param named the folder of the run, or one that holds nothing but it
   * @throws UserInputException where there is no such run, or no committed result of its name
   */
  public static ResultComparison of(List<ReferenceResult> all, Path named)
      throws UserInputException {
    if (!Files.isDirectory(named)) {
      throw new UserInputException(named + ": there is no such folder" + WANTED);
    }
    try {
      Path folder = withManifest(named.toAbsolutePath().normalize());
      ReferenceResult committed = committed(all, folder);
      if (Files.isSameFile(folder, committed.folder())) {
        throw new UserInputException(named + ": this is the committed result itself" + WANTED);
      }
      return of(folder + " beside results/" + committed.name(), files(committed.folder(), folder));
    } catch (IOException e) {
      throw new UserInputException(
          QuotedText.path(named.toString()) + ": cannot be compared: a file is unreadable");
    }
  }

  /** The only run of a folder that --out named, in which each has a folder of its own. */
  private static Path withManifest(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      List<Path> all = inside.toList();
      return all.size() == 1 && Files.exists(all.getFirst().resolve(ReferenceResult.MANIFEST))
          ? all.getFirst()
          : folder;
    }
  }

  /** By its name; a study or claims, which leave no manifest, by its game and its files' names. */
  private static ReferenceResult committed(List<ReferenceResult> all, Path folder)
      throws IOException, UserInputException {
    JsonNode manifest = RunManifest.json(folder.resolve(ReferenceResult.MANIFEST));
    String name = manifest.path("name").asString(folder.getFileName().toString());
    List<ReferenceResult> found = new ArrayList<>();
    for (ReferenceResult each : all) {
      if (each.name().equals(name)
          || each.name().endsWith("/" + name)
          || (manifest.isMissingNode() && isLike(each.folder(), folder))) {
        found.add(each);
      }
    }
    if (found.size() != 1) {
      String names = all.stream().map(ReferenceResult::name).collect(Collectors.joining(", "));
      throw new UserInputException(
          (folder + ": no committed result is called \"" + QuotedText.sentence(name))
              + ("\"; allowed: " + names));
    }
    return found.getFirst();
  }

  private static boolean isLike(Path committed, Path folder)
      throws IOException, UserInputException {
    return game(committed).equals(game(folder))
        && ResultFiles.in(committed).keySet().equals(ResultFiles.in(folder).keySet());
  }

  private static String game(Path folder) throws IOException, UserInputException {
    return RunManifest.json(folder.resolve("results.json")).path("game").asString("");
  }

  private static List<ComparedFile> files(Path committed, Path run) throws IOException {
    Map<String, Path> before = ResultFiles.in(committed);
    Map<String, Path> after = ResultFiles.in(run);
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    List<ComparedFile> all = new ArrayList<>();
    for (String name : names) {
      if (!after.containsKey(name)) {
        all.add(new ComparedFile(name, "missing", "only in the committed result"));
      } else if (!before.containsKey(name)) {
        all.add(
            name.startsWith("export/")
                ? new ComparedFile(name, MAY_DIFFER, "written by 'results export'")
                : new ComparedFile(name, "only here", "only in this run"));
      } else {
        all.add(compared(name, before.get(name), after.get(name)));
      }
    }
    String provenance = "provenance: when, on which machine, from which commit";
    all.add(new ComparedFile(ReferenceResult.MANIFEST, MAY_DIFFER, provenance));
    return all;
  }

  private static ComparedFile compared(String name, Path committed, Path here) throws IOException {
    if (Files.mismatch(committed, here) < 0) {
      return new ComparedFile(name, EQUAL, "");
    }
    for (Map.Entry<String, String> may : MAY.entrySet()) {
      if (name.endsWith(may.getKey())) {
        return new ComparedFile(name, MAY_DIFFER, may.getValue());
      }
    }
    return new ComparedFile(name, DIFFERENT, firstDifference(lines(committed), lines(here)));
  }

  private static List<String> lines(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
  }

  private static String firstDifference(List<String> before, List<String> after) {
    return IntStream.range(0, Math.min(before.size(), after.size()))
        .filter(i -> !before.get(i).equals(after.get(i)))
        .mapToObj(
            i ->
                "line %s: committed %s, here %s"
                    .formatted(
                        i + 1,
                        QuotedText.sentence(before.get(i).strip()),
                        QuotedText.sentence(after.get(i).strip())))
        .findFirst()
        .orElse("committed " + before.size() + " lines, here " + after.size());
  }

  private static ResultComparison of(String first, List<ComparedFile> files) {
    List<String> lines = new ArrayList<>(List.of(first));
    // Files of one folder in the same state, in the order of the first of them.
    Map<String, List<ComparedFile>> groups =
        files.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.group() + " " + each.state(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    for (List<ComparedFile> group : groups.values()) {
      boolean named = group.size() == 1 || group.getFirst().state().equals(DIFFERENT);
      group.stream()
          .limit(named ? NAMED_MAX : 0)
          .forEach(each -> lines.add(each.line(each.name())));
      if (!named || group.size() > NAMED_MAX) {
        lines.add(
            group.getFirst().line(group.getFirst().group() + " (" + group.size() + " files)"));
      }
    }
    long must = files.stream().filter(each -> !each.state().equals(MAY_DIFFER)).count();
    long equal = files.stream().filter(each -> each.state().equals(EQUAL)).count();
    lines.add("");
    lines.add(
        must == equal
            ? "all that must be equal is equal: " + equal + " files"
            : (must - equal) + " of " + must + " files that must be equal are not");
    return new ResultComparison(lines, must == equal);
  }
}
