package org.medchain.experiments.config;

import java.util.Locale;

/**
 * Text of the user's inside a line of ours: on one line, not too long, nothing that moves a cursor.
 */
public final class QuotedText {
  private static final int LENGTH_MAX = 60;

  private QuotedText() {}

  /** The text in quotes. */
  static String quote(String text) {
    return '"' + escape(text) + '"';
  }

  /** The text without quotes. */
  static String escape(String text) {
    return line(text, LENGTH_MAX);
  }

  /** A sentence of a library's or of the records', which may be longer. */
  public static String sentence(String text) {
    return line(text, 5 * LENGTH_MAX);
  }

  /** Where a file or folder is: the whole path, since a part of one is no place. */
  public static String path(String path) {
    return line(path, Integer.MAX_VALUE);
  }

  private static String line(String text, int lengthMax) {
    StringBuilder line = new StringBuilder();
    text.codePoints().limit(lengthMax).forEach(codePoint -> append(line, codePoint));
    return text.codePointCount(0, text.length()) > lengthMax ? line + "…" : line.toString();
  }

  private static void append(StringBuilder to, int codePoint) {
    switch (codePoint) {
      case '\n' -> to.append("\\n");
      case '\t' -> to.append("\\t");
      case '"' -> to.append("\\\"");
      default -> {
        // Control and format characters could hide or reorder the rest of the line.
        int type = Character.getType(codePoint);
        if (Character.isISOControl(codePoint)
            || type == Character.FORMAT
            || type == Character.SURROGATE
            || type == Character.LINE_SEPARATOR
            || type == Character.PARAGRAPH_SEPARATOR) {
          to.append(String.format(Locale.ROOT, "\\u%04x", codePoint));
        } else {
          to.appendCodePoint(codePoint);
        }
      }
    }
  }
}
