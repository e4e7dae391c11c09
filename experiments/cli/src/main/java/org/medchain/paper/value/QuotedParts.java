package org.medchain.paper.value;

import java.util.ArrayList;
import java.util.List;

/** Text that is divided at a character, but not within quotes. */
public final class QuotedParts {
  private QuotedParts() {}

  /**
   * The parts, without the spaces around them.
   *
   * @param at the character between them
   */
  public static List<String> split(String text, char at) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (quote != 0) {
        quote = each == quote ? 0 : quote;
      } else if (each == '"' || each == '\'') {
        quote = each;
      } else if (each == at) {
        parts.add(text.substring(from, i).strip());
        from = i + 1;
      }
    }
    parts.add(text.substring(from).strip());
    return parts;
  }

  /** The text within quotes, where it stands in some. */
  public static String unquoted(String text) {
    boolean quoted =
        text.length() > 1
            && (text.startsWith("\"") || text.startsWith("'"))
            && text.charAt(0) == text.charAt(text.length() - 1);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
