package org.medchain.experiments.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.medchain.experiments.config.YamlLines.BlockLevel;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Says in the words of the text why it is not YAML: the parser's own sentence is about its grammar,
 * and stands where it noticed the error, often a line later (EXP-40).
 */
final class YamlSyntax {
  private static final Pattern NO_SPACE = Pattern.compile("(- +)?([\\w-]+):([^\\s:].*)");

  private final ConfigTree tree;
  private final YamlLines lines;
  private final MarkedYamlEngineException error;
  private final String problem;
  private final int line;
  private final int column;

  private YamlSyntax(ConfigTree tree, String text, MarkedYamlEngineException error) {
    this.tree = tree;
    this.lines = new YamlLines(text);
    this.error = error;
    this.problem = String.valueOf(error.getProblem());
    var mark = error.getProblemMark().or(error::getContextMark);
    this.line = mark.map(Mark::getLine).orElse(0);
    this.column = mark.map(Mark::getColumn).orElse(0);
  }

  /** Notes in the tree what ended the reading of a text. */
  static void report(ConfigTree tree, String text, MarkedYamlEngineException error) {
    YamlSyntax syntax = new YamlSyntax(tree, text, error);
    if (!syntax.isToldOfCharacter() && !syntax.isToldOfClosing() && !syntax.isToldOfBlock()) {
      tree.broken(
          syntax.line + 1,
          "not YAML: " + QuotedText.sentence(syntax.problem),
          "a mapping such as 'name: first' is wanted");
    }
  }

  private boolean told(int at, String wrong, String allowed) {
    tree.broken(at + 1, wrong, allowed);
    return true;
  }

  private boolean isToldOfCharacter() {
    String rest = lines.from(line, column);
    if (problem.contains("(TAB)")) {
      String behind = QuotedText.quote(word(rest.strip()));
      return told(line, "a tab stands before " + behind, "spaces are wanted");
    }
    if (problem.contains("cannot start any token") && !rest.isEmpty()) {
      String first = QuotedText.quote(rest.substring(0, rest.offsetByCodePoints(0, 1)));
      return told(line, "a value begins with " + first, "such a value is wanted in quotes");
    }
    return false;
  }

  /** Quotes and brackets. */
  private boolean isToldOfClosing() {
    int begin = error.getContextMark().map(Mark::getLine).orElse(line);
    String opened = lines.from(begin, error.getContextMark().map(Mark::getColumn).orElse(0));
    String context = String.valueOf(error.getContext());
    if (context.contains("quoted scalar") && problem.contains("end of stream")) {
      return told(begin, "the quote before " + cut(opened, 1) + " is not closed", "");
    }
    if (context.contains("while parsing a flow") && problem.startsWith("expected ','")) {
      return bracket(begin, opened);
    }
    if (problem.matches("expected .* but found '[\\]}]'")) {
      String bracket = QuotedText.quote(lines.from(line, column).substring(0, 1));
      return told(line, bracket + " closes no bracket", "");
    }
    return false;
  }

  private boolean bracket(int begin, String opened) {
    String closing = opened.startsWith("{") ? "\"}\"" : "\"]\"";
    if (begin == line) {
      // At a colon the key before it is what has no comma.
      String before = lines.before(line, column);
      String rest = lines.from(line, column);
      String from = rest.startsWith(":") ? before.substring(before.lastIndexOf(' ') + 1) : "";
      return told(line, "a comma or " + closing + " is missing before " + cut(from + rest, 0), "");
    }
    String wrong = "the bracket before " + cut(opened, 1) + " is not closed";
    return told(begin, wrong, closing + " is wanted before line " + (line + 1));
  }

  private boolean isToldOfBlock() {
    if (problem.startsWith("sequence entries are not allowed")) {
      String item = QuotedText.quote(lines.from(line, column).strip());
      return told(line, "the list item " + item + " is behind a key", "wanted in the line below");
    }
    if (problem.startsWith("could not find expected ':'")) {
      return isToldOfColon(error.getContextMark().map(Mark::getLine).orElse(line));
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return isToldOfSecondColon() || isToldOfIndent() || isToldOfColonAbove();
    }
    return problem.startsWith("expected ") && (isToldOfIndent() || isToldOfContent());
  }

  private boolean isToldOfSecondColon() {
    String before = lines.before(line, column);
    int first = before.indexOf(": ");
    return first >= 0
        && told(
            line,
            QuotedText.quote(lines.line(line).substring(first + 2).strip()) + " has a colon",
            "a value with a colon before a space is wanted in quotes");
  }

  /** A line whose indentation is that of no block above it. */
  private boolean isToldOfIndent() {
    int indent = lines.indent(line);
    List<BlockLevel> open = lines.openAbove(line);
    if (open.isEmpty() || open.stream().anyMatch(level -> level.indent() == indent)) {
      return false;
    }
    String spaces = indent == 1 ? " space" : " spaces";
    // The blocks on both sides of it, the nearer one first.
    List<BlockLevel> near =
        open.stream()
            .filter(level -> level.indent() > indent || isLastBelow(open, level, indent))
            .toList()
            .reversed();
    String levels =
        near.stream()
            .map(level -> level.indent() + " as the " + level.words() + " above")
            .collect(Collectors.joining(", or "));
    return told(line, first(line) + " is indented by " + indent + spaces, "expected: " + levels);
  }

  private static boolean isLastBelow(List<BlockLevel> open, BlockLevel level, int indent) {
    List<BlockLevel> below = open.stream().filter(each -> each.indent() < indent).toList();
    return !below.isEmpty() && below.getLast().equals(level);
  }

  /** A key and its value as they are wanted, if only the space between them is missing. */
  static Optional<String> spaced(String content) {
    var noSpace = NO_SPACE.matcher(content);
    return noSpace.matches()
        ? Optional.of(noSpace.group(2) + ": " + noSpace.group(3))
        : Optional.empty();
  }

  private boolean isToldOfColonAbove() {
    OptionalInt above = lines.contentAbove(line);
    return above.isPresent() && isToldOfColon(above.getAsInt());
  }

  /** A line in which no colon with a space behind it ends a key. */
  private boolean isToldOfColon(int at) {
    String content = lines.line(at).strip();
    Optional<String> spaced = spaced(content);
    if (spaced.isPresent()) {
      return told(
          at,
          QuotedText.quote(content) + " has no space behind its colon",
          QuotedText.quote(spaced.get()) + " is wanted");
    }
    return YamlLines.key(content).isEmpty()
        && told(
            at,
            QuotedText.quote(content) + " has no colon",
            "a key and its value are wanted, such as 'name: first'");
  }

  /** A line that is rightly indented, but is not what its block consists of. */
  private boolean isToldOfContent() {
    if (problem.endsWith("found '-'")) {
      String item = QuotedText.quote(lines.from(line, column).strip());
      return told(line, item + " is a list item among keys", "a key or more indentation is wanted");
    }
    String before = lines.before(line, column).strip();
    if (before.endsWith("\"") || before.endsWith("'")) {
      return told(line, cut(lines.from(line, column), 0) + " stands behind a closed quote", "");
    }
    return false;
  }

  /** What a line begins with. */
  private String first(int at) {
    String content = lines.line(at).strip();
    String key = YamlLines.key(content);
    return QuotedText.quote(key.isEmpty() ? content : key);
  }

  private static String word(String text) {
    return text.split("[\\s:]", 2)[0];
  }

  private static String cut(String text, int from) {
    String rest = text.isEmpty() ? text : text.substring(from).strip();
    return rest.isEmpty() ? "the end of the line" : QuotedText.quote(rest);
  }
}
