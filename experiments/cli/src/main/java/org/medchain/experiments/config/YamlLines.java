package org.medchain.experiments.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The lines of a YAML text, numbered from 0 as the parser does, and how far keys and list items of
 * its blocks are indented. It looks at lines alone, so that it also serves where the parser stopped
 * (EXP-40).
 */
final class YamlLines {
  private final List<String> lines;

  YamlLines(String text) {
    // Those characters at which the parser counts a line.
    lines = List.of(text.split("\r\n|[\n\r]", -1));
  }

  /**
   * Keys or list items that stand below each other.
   *
   * @param indent spaces before them
   * @param owner key that they belong to; empty for those of the whole file
   * @param isList whether they are list items
   */
  record BlockLevel(int indent, String owner, boolean isList) {
    String words() {
      String what = isList ? "list items of " : "keys of ";
      return what + (owner.isEmpty() ? "the file" : QuotedText.quote(owner));
    }
  }

  /** A line; empty behind the last one. */
  String line(int number) {
    return number >= 0 && number < lines.size() ? lines.get(number) : "";
  }

  /** What stands in a line from a column on, which counts code points. */
  String from(int number, int column) {
    String line = line(number);
    int length = line.codePointCount(0, line.length());
    return line.substring(line.offsetByCodePoints(0, Math.min(column, length)));
  }

  /** What stands in a line before a column. */
  String before(int number, int column) {
    String line = line(number);
    return line.substring(0, line.length() - from(number, column).length());
  }

  int indent(int number) {
    String line = line(number);
    return line.length() - line.stripLeading().length();
  }

  /** The nearest line above one that is neither empty nor a comment. */
  OptionalInt contentAbove(int number) {
    return IntStream.iterate(number - 1, above -> above >= 0, above -> above - 1)
        .filter(above -> isContent(line(above)))
        .findFirst();
  }

  private static boolean isContent(String line) {
    return !line.isBlank() && !line.stripLeading().startsWith("#");
  }

  /** The blocks that are open above a line, from the outermost to the innermost. */
  List<BlockLevel> openAbove(int number) {
    Deque<BlockLevel> open = new ArrayDeque<>();
    Deque<String> lastKeys = new ArrayDeque<>();
    for (int above = 0; above < Math.min(number, lines.size()); above++) {
      if (isContent(line(above))) {
        enter(open, lastKeys, indent(above), line(above).strip());
      }
    }
    List<BlockLevel> outermostFirst = new ArrayList<>(open);
    return outermostFirst.reversed();
  }

  private static void enter(
      Deque<BlockLevel> open, Deque<String> lastKeys, int indent, String content) {
    while (!open.isEmpty() && open.peek().indent() > indent) {
      open.pop();
      lastKeys.pop();
    }
    boolean isItem = content.equals("-") || content.startsWith("- ");
    if (open.isEmpty() || open.peek().indent() < indent) {
      String owner = lastKeys.isEmpty() ? "" : lastKeys.peek();
      open.push(new BlockLevel(indent, owner, isItem));
      lastKeys.push(owner);
    }
    if (isItem) {
      String item = content.substring(1).stripLeading();
      if (!key(item).isEmpty()) {
        enter(open, lastKeys, indent + content.length() - item.length(), item);
      }
    } else if (!key(content).isEmpty()) {
      lastKeys.pop();
      lastKeys.push(key(content));
    }
  }

  /** The key that a line's content begins with; empty where there is none. */
  static String key(String content) {
    int colon = content.endsWith(":") && !content.contains(": ") ? content.length() - 1 : -1;
    int end = content.contains(": ") ? content.indexOf(": ") : colon;
    return end < 0 ? "" : content.substring(0, end).strip();
  }
}
