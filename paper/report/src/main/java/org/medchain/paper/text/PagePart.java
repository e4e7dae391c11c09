package org.medchain.paper.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a page: text, or what stands between two braces and two.
 *
 * @param text without the braces
 * @param placeholder whether it stood between braces
 * @param line of its beginning, from 1
 */
record PagePart(String text, boolean placeholder, int line) {
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  /** The parts of a page in their order; what is not closed is text. */
  static List<PagePart> of(String page) {
    List<PagePart> parts = new ArrayList<>();
    int at = 0;
    int line = 1;
    while (at < page.length()) {
      int open = page.indexOf(OPEN, at);
      int close = open < 0 ? -1 : page.indexOf(CLOSE, open);
      int textEnd = close < 0 ? page.length() : open;
      String text = page.substring(at, textEnd);
      if (!text.isEmpty()) {
        parts.add(new PagePart(text, false, line));
        line += lines(text);
      }
      if (close >= 0) {
        String inner = page.substring(open + OPEN.length(), close);
        parts.add(new PagePart(inner, true, line));
        line += lines(inner);
      }
      at = close < 0 ? page.length() : close + CLOSE.length();
    }
    return parts;
  }

  /** How many lines end in a text. */
  static int lines(String text) {
    return (int) text.chars().filter(each -> each == '\n').count();
  }
}
