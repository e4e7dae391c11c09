package org.medchain.experiments.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.medchain.experiments.config.QuotedText;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.reference.ComparedFile.ComparedFileState;

/**
 * Which files of a run equal those of the committed result of its name (RES-4). That its code has
 * changed since is no difference here: see {@link Freshness}.
 *
 * @param lines for the reader
 * @param isEqual whether all that must be equal is equal
 */
public record ResultComparison(List<String> lines, boolean isEqual) {
  /** Of a folder more would say no more. */
  private static final int NAMED_MAX = 5;

  /**
   * Compares.
   *
   * @param word the folder of the run, or the beginning of its name in {@code results/runs}
   * @throws UserInputException where there is no such run, or no committed result of its name
   */
  public static ResultComparison of(List<ReferenceResult> all, Path root, Path word)
      throws UserInputException {
    ComparedRun run = ComparedRun.of(all, root, word);
    try {
      List<ComparedFile> files = ComparedFile.all(run.committed().folder(), run.folder()).toList();
      return of(run, files);
    } catch (IOException e) {
      throw new UserInputException(
          QuotedText.path(run.folder().toString()) + ": cannot be compared: a file is unreadable");
    }
  }

  private static ResultComparison of(ComparedRun run, List<ComparedFile> files) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(run.folder() + " beside results/" + run.committed().name());
    unfinished(run).ifPresent(lines::add);
    if (run.manifest().path("config").path("host").asString("").equals("cluster")) {
      lines.add("its host is cluster: what it measured differs every time");
    }
    groups(files).forEach((group, members) -> lines.addAll(words(members)));
    long must = files.stream().filter(ComparedFile::mustBeEqual).count();
    long equal = files.stream().filter(each -> each.state() == ComparedFileState.EQUAL).count();
    boolean isEqual = must == equal;
    lines.add("");
    lines.add(
        isEqual
            ? "all that must be equal is equal: " + counted(equal, "file")
            : (must - equal) + " of " + counted(must, "file") + " that must be equal are not");
    return new ResultComparison(lines, isEqual);
  }

  /** A run that was interrupted has fewer rows than trials. */
  private static Optional<String> unfinished(ComparedRun run) throws IOException {
    int planned = run.manifest().path("trials_planned").asInt(0);
    Path trials = run.folder().resolve("trials.csv");
    if (planned == 0) {
      return Optional.empty();
    }
    long rows = Files.exists(trials) ? Files.readString(trials).lines().skip(1).count() : 0;
    return rows >= planned
        ? Optional.empty()
        : Optional.of(
            ("the run is unfinished: %s of %s have a result; the same 'medchain run' runs "
                    + "the others")
                .formatted(rows, counted(planned, "trial")));
  }

  /** Files of one folder in the same state, in the order of the first of them. */
  private static Map<String, List<ComparedFile>> groups(List<ComparedFile> files) {
    Map<String, List<ComparedFile>> groups = new LinkedHashMap<>();
    for (ComparedFile file : files) {
      String folder = file.parent().isEmpty() ? file.name() : file.parent();
      groups.computeIfAbsent(folder + " " + file.state(), key -> new ArrayList<>()).add(file);
    }
    return groups;
  }

  private static List<String> words(List<ComparedFile> group) {
    ComparedFile first = group.getFirst();
    if (group.size() > 1 && first.state() != ComparedFileState.DIFFERENT) {
      String name = first.parent() + " (" + counted(group.size(), "file") + ")";
      return List.of(row(first.state(), name, first.why()));
    }
    List<String> lines = new ArrayList<>();
    group.stream()
        .limit(NAMED_MAX)
        .forEach(each -> lines.add(row(each.state(), each.name(), each.why())));
    if (group.size() > NAMED_MAX) {
      String more = (group.size() - NAMED_MAX) + " more in " + first.parent();
      lines.add(row(first.state(), more, ""));
    }
    return lines;
  }

  private static String row(ComparedFileState state, String name, String why) {
    String behind = why.isEmpty() ? "" : ": " + why;
    return String.format(Locale.ROOT, "%-10s  %s", state.word(), QuotedText.path(name) + behind);
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
