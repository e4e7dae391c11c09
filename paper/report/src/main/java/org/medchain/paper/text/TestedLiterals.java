package org.medchain.paper.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.paper.source.PaperSources;
import org.medchain.paper.source.SourceProblem;
import org.medchain.paper.text.Directive.Alias;
import org.medchain.paper.text.Directive.DirectiveParser;
import org.medchain.paper.text.Directive.Quotation;

/**
 * Pages that people read as they are, such as README.md: a value stands there in words, and behind
 * it a comment with its source, {@code 0.12 <!-- = quick: latency_p50_ms | … -->}. {@code <!--
 * quick = PATH -->} is a short name. In a table a bar is written {@code \|}. The value must be the
 * source's (CLAIM-9).
 */
public final class TestedLiterals {
  private static final Pattern COMMENT = Pattern.compile("(?s)<!--(.*?)-->");

  private static final Pattern VALUE = Pattern.compile("(?s)\\S+\\s*<!--\\s*=.*?-->");

  private TestedLiterals() {}

  /** Whether a page has such a value. */
  public static boolean areIn(String page) {
    return VALUE.matcher(page).find();
  }

  /** The page without these values and their comments: what it says without a source. */
  public static String without(String page) {
    return VALUE.matcher(page).replaceAll(value -> value.group().replaceAll("[^\n]", " "));
  }

  /**
   * What is wrong, each with file and line; empty where each value is its source's.
   *
   * @param file the page's name in the lines
   */
  public static List<String> problems(String file, String page, PaperSources sources) {
    List<String> problems = new ArrayList<>();
    Map<String, String> aliases = new HashMap<>();
    Matcher comment = COMMENT.matcher(page);
    while (comment.find()) {
      int line = 1 + PagePart.lines(page.substring(0, comment.start()));
      // In a table's cell a bar is written so.
      String said = comment.group(1).replace("\\|", "|").strip();
      try {
        if (said.startsWith("=")) {
          String before = page.substring(0, comment.start()).stripTrailing();
          check(said.substring(1), before, aliases, sources);
        } else if (said.contains("=") && DirectiveParser.parse(said) instanceof Alias alias) {
          aliases.put(alias.name(), alias.path());
        }
      } catch (SourceProblem e) {
        problems.add(file + ":" + line + ": " + e.getMessage());
      }
    }
    return problems;
  }

  private static void check(
      String said, String before, Map<String, String> aliases, PaperSources sources)
      throws SourceProblem {
    if (!(DirectiveParser.parse(said) instanceof Quotation quotation)) {
      throw new SourceProblem("'" + said.strip() + "' is no value; wanted: SOURCE: COLUMN …");
    }
    String source = aliases.getOrDefault(quotation.source(), quotation.source());
    String value = quotation.expression().of(sources.table(source));
    if (!isLast(value, before)) {
      String written = before.substring(Math.max(0, before.length() - value.length() - 8));
      throw new SourceProblem(
          "'…" + written.replaceAll("\\s+", " ") + "' is written, and its source says " + value);
    }
  }

  /** Whether a text ends with the value, and not with a longer number or word. */
  private static boolean isLast(String value, String text) {
    if (!text.endsWith(value)) {
      return false;
    }
    int at = text.length() - value.length() - 1;
    return at < 0 || !(Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.');
  }
}
