package org.medchain.experiments.config;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text of the user's inside a line of ours: on one line, not too long, nothing that moves a cursor.
 */
public final class QuotedText {
  private static final int LENGTH_MAX = 60;

  /** Control and format characters could hide or reorder the rest of the line. */
  private static final Pattern HIDING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

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
    int end = text.codePointCount(0, text.length());
    boolean cut = end > lengthMax;
    String shown = cut ? text.substring(0, text.offsetByCodePoints(0, lengthMax)) : text;
    String line =
        HIDING
            .matcher(shown.replace("\n", "\\n").replace("\t", "\\t").replace("\"", "\\\""))
            .replaceAll(
                each -> String.format(Locale.ROOT, "\\\\u%04x", each.group().codePointAt(0)));
    return cut ? line + "…" : line;
  }
}
