package org.medchain.paper.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers in the prose of a page that come from no placeholder (CLAIM-8).
 *
 * <p>A number is digits, or a word from eleven on. Without a source are allowed:
 *
 * <ol>
 *   <li>what stands in code: constants of the design, names, commands;
 *   <li>numbers of places: after § or the words chapter, section, figure, table, decision, line,
 *       page, at the beginning of a heading and of an item of a list, and in the target of a link;
 *   <li>years from 1900 to 2099, dates such as 2023-04-01, and a DOI;
 *   <li>names in which a letter stands directly before the digits, or before their hyphen: T1,
 *       CLAIM-1, SHA-256.
 * </ol>
 */
public final class UnsourcedNumbers {
  private static final List<Pattern> ALLOWED =
      List.of(
          Pattern.compile("(?s)\\{\\{.*?\\}\\}"),
          Pattern.compile("(?s)<!--.*?-->"),
          Pattern.compile("(?ms)^```.*?^```"),
          Pattern.compile("`[^`]*`"),
          Pattern.compile("\\]\\([^)]*\\)"),
          Pattern.compile("https?://\\S+"),
          Pattern.compile("\\b10\\.\\d{4,}/[^\\s,)]+"),
          Pattern.compile("\\b(?:19|20)\\d\\d(?:-\\d\\d-\\d\\d)?\\b(?![.,]\\d)"),
          Pattern.compile("§+\\s*\\d[\\d.]*(?:\\s*\\(\\d+\\))?"),
          Pattern.compile(
              "(?i)\\b(?:chapter|section|figure|table|decision|line|page)s?\\s+\\d[\\d.]*"
                  + "(?:(?:,| to| and)\\s+\\d[\\d.]*)*"),
          Pattern.compile("(?m)^#+\\s+\\d[\\d.]*"),
          Pattern.compile("(?m)^\\s*\\d+[.)]\\s"));

  private static final Pattern DIGITS =
      Pattern.compile("(?<![A-Za-z0-9_.,])(?<![A-Za-z0-9]-)\\d+(?:[.,]\\d+)*");

  private static final Pattern WORDS =
      Pattern.compile(
          "(?i)\\b(?:eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
              + "|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?"
              + "|billions?|dozens?)\\b");

  private UnsourcedNumbers() {}

  /**
   * The numbers, each as a line with file, line and what would be allowed.
   *
   * @param file the page's name in the lines
   */
  public static List<String> in(String file, String page) {
    String prose = page;
    for (Pattern each : ALLOWED) {
      prose = each.matcher(prose).replaceAll(found -> blank(found.group()));
    }
    List<String> found = new ArrayList<>();
    String[] lines = prose.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      for (Pattern each : List.of(DIGITS, WORDS)) {
        Matcher number = each.matcher(lines[i]);
        while (number.find()) {
          found.add(
              ("%s:%s: '%s' has no source; give it one (paper/README.md), or write a constant "
                      + "of the design as code")
                  .formatted(file, i + 1, number.group()));
        }
      }
    }
    return found;
  }

  /** Spaces in place of a text, with its ends of lines. */
  private static String blank(String text) {
    return text.replaceAll("[^\\n]", " ");
  }
}
