package org.medchain.study.tutorial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of documentation as far as it can be wrong: what it has the reader write and type, and
 * what it promises. A file is a fenced block after a line {@code Save as `path`:}; commands are in
 * blocks {@code sh}; whole lines of their output are in blocks {@code text}.
 *
 * @param file the page
 * @param steps what stands under each heading, the part before the first heading included
 */
record TutorialPage(Path file, List<TutorialStep> steps) {
  private static final Pattern NUMBERED = Pattern.compile("## ([0-9]+)\\. .+");
  private static final Pattern SAVED = Pattern.compile("Save as `([^`]+)`:");
  private static final Pattern FIGURE = Pattern.compile("Figure: `([^`]+)`");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]+\\]\\(([^)#]+)(?:#[^)]*)?\\)");
  private static final String FENCE = "```";

  /** One thing that the reader writes, types or is promised. */
  sealed interface TutorialPart {}

  /** A file that the reader is to write. */
  record WrittenFile(String path, String text) implements TutorialPart {}

  /** Commands, a line each. */
  record TypedCommands(List<String> lines) implements TutorialPart {}

  /** Lines of the output, in their order, of the commands since the last promise. */
  record PromisedOutput(List<String> lines) implements TutorialPart {}

  /** An SVG that the step writes. */
  record PromisedFigure(String path) implements TutorialPart {}

  /** What stands under one heading. */
  record TutorialStep(String heading, List<TutorialPart> parts) {
    boolean isNumbered() {
      return NUMBERED.matcher(heading).matches();
    }

    int number() {
      Matcher matcher = NUMBERED.matcher(heading);
      return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }
  }

  static TutorialPage read(Path file) {
    List<String> lines = lines(file);
    List<TutorialStep> steps = new ArrayList<>(List.of(new TutorialStep("", new ArrayList<>())));
    String saveAs = "";
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      List<TutorialPart> parts = steps.get(steps.size() - 1).parts();
      Matcher saved = SAVED.matcher(line);
      Matcher figure = FIGURE.matcher(line);
      if (line.startsWith(FENCE)) {
        int end = at + 1 + lines.subList(at + 1, lines.size()).indexOf(FENCE);
        parts.add(part(line.substring(FENCE.length()), saveAs, lines.subList(at + 1, end)));
        saveAs = "";
        at = end;
      } else if (saved.matches()) {
        saveAs = saved.group(1);
      } else if (figure.matches()) {
        parts.add(new PromisedFigure(figure.group(1)));
      } else if (line.startsWith("## ")) {
        steps.add(new TutorialStep(line, new ArrayList<>()));
      }
    }
    return new TutorialPage(file, steps);
  }

  private static TutorialPart part(String language, String saveAs, List<String> lines) {
    if (!saveAs.isEmpty()) {
      return new WrittenFile(saveAs, lines.stream().collect(Collectors.joining("\n", "", "\n")));
    }
    return switch (language) {
      case "sh" -> new TypedCommands(List.copyOf(lines));
      case "text" -> new PromisedOutput(lines.stream().map(TutorialPage::words).toList());
      default -> throw new AssertionError("no test runs a block '" + language + "': " + lines);
    };
  }

  /** A line without its layout: how wide columns are depends on rows that pages leave out. */
  static String words(String line) {
    return line.strip().replaceAll("\\s+", " ");
  }

  /** Whether the reader is to write files. */
  boolean hasFiles() {
    return steps.stream()
        .flatMap(step -> step.parts().stream())
        .anyMatch(WrittenFile.class::isInstance);
  }

  List<TutorialStep> numbered() {
    return steps.stream().filter(TutorialStep::isNumbered).toList();
  }

  /** The places in this tree that it links to. */
  List<Path> links() {
    return LINK.matcher(String.join("\n", lines(file)))
        .results()
        .map(found -> found.group(1))
        .filter(target -> !target.contains("://"))
        .map(file::resolveSibling)
        .toList();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
