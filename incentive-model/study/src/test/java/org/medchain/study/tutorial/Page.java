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
record Page(Path file, List<Step> steps) {
  private static final Pattern NUMBERED = Pattern.compile("## ([0-9]+)\\. .+");
  private static final Pattern SAVED = Pattern.compile("Save as `([^`]+)`:");
  private static final Pattern FIGURE = Pattern.compile("Figure: `([^`]+)`");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]+\\]\\(([^)#]+)(?:#[^)]*)?\\)");
  private static final String FENCE = "```";

  /** One thing that the reader writes, types or is promised. */
  sealed interface Part {}

  /** A file that the reader is to write. */
  record Written(String path, String text) implements Part {}

  /** Commands, a line each. */
  record Typed(List<String> lines) implements Part {}

  /** Lines of the output, in their order, of the commands since the last promise. */
  record Promised(List<String> lines) implements Part {}

  /** An SVG that the step writes. */
  record Drawn(String path) implements Part {}

  /**
   * What stands under one heading.
   *
   * @param heading its line, with the hashes; empty before the first one
   */
  record Step(String heading, List<Part> parts) {
    boolean isNumbered() {
      return NUMBERED.matcher(heading).matches();
    }

    int number() {
      Matcher matcher = NUMBERED.matcher(heading);
      return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }
  }

  static Page read(Path file) {
    List<String> lines = lines(file);
    List<Step> steps = new ArrayList<>(List.of(new Step("", new ArrayList<>())));
    String saveAs = "";
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      List<Part> parts = steps.get(steps.size() - 1).parts();
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
        parts.add(new Drawn(figure.group(1)));
      } else if (line.startsWith("## ")) {
        steps.add(new Step(line, new ArrayList<>()));
      }
    }
    return new Page(file, steps);
  }

  private static Part part(String language, String saveAs, List<String> lines) {
    if (!saveAs.isEmpty()) {
      return new Written(saveAs, lines.stream().collect(Collectors.joining("\n", "", "\n")));
    }
    return switch (language) {
      case "sh" -> new Typed(List.copyOf(lines));
      case "text" -> new Promised(lines.stream().map(Page::words).toList());
      default -> throw new AssertionError("nobody tests a block '" + language + "': " + lines);
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
        .anyMatch(Written.class::isInstance);
  }

  List<Step> numbered() {
    return steps.stream().filter(Step::isNumbered).toList();
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
