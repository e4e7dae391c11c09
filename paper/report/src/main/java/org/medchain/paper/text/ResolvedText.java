package org.medchain.paper.text;

import java.util.List;

/**
 * A page whose placeholders have their values. In the Markdown each stands as its number between
 * two characters that no text has, so that nothing in a value is read as Markdown.
 *
 * @param markdown the page
 * @param values by their number, from 0
 */
public record ResolvedText(String markdown, List<ResolvedValue> values) {
  /** Begins the number of a value. */
  public static final char OPEN = '\uE000';

  /** Ends the number of a value. */
  public static final char CLOSE = '\uE001';

  /** Stands where the list of chapters goes. */
  public static final String CONTENTS = "\uE002contents\uE003";

  /**
   * A value and its source.
   *
   * @param text as readers see it
   * @param source the placeholder that it came from, or the file
   */
  public record ResolvedValue(String text, String source) {}

  /** The page as plain Markdown, with the values in it. */
  public String plain() {
    StringBuilder text = new StringBuilder(markdown.replace(CONTENTS, ""));
    for (int i = 0; i < values.size(); i++) {
      String token = OPEN + Integer.toString(i) + CLOSE;
      int at = text.indexOf(token);
      if (at >= 0) {
        text.replace(at, at + token.length(), values.get(i).text());
      }
    }
    return text.toString();
  }
}
