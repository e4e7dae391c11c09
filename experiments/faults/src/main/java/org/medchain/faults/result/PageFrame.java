package org.medchain.faults.result;

import java.util.List;
import java.util.stream.Collectors;
import org.medchain.experiments.config.SchemaText;
import org.medchain.experiments.drawing.Markup;
import org.medchain.faults.judge.Judgement;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.Finding;

/** What the pages of the harness look like; they need no network, and no script. */
public final class PageFrame {
  private static final String STYLE = SchemaText.of(PageFrame.class, "page.css");

  private PageFrame() {}

  /**
   * A page.
   *
   * @param more style besides
   * @param body in HTML
   */
  public static String page(String title, String more, String body) {
    return new MarkupText()
        .add("<!DOCTYPE html>%n<html lang=\"en\">%n<head>%n<meta charset=\"utf-8\"/>%n")
        .add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>%n")
        .add("<title>%s – medchain</title>%n<style>%n", Markup.escape(title))
        .add("%s%s</style>%n</head>%n<body>%n%s</body>%n</html>%n", STYLE, more, body)
        .toString();
  }

  /** A table; all columns from a number on hold figures. */
  public static String table(List<String> heads, int numbersFrom, List<List<String>> rows) {
    StringBuilder html = new StringBuilder("<div class=\"wide\"><table>\n");
    row(html, "th", heads, numbersFrom);
    rows.forEach(each -> row(html, "td", each, numbersFrom));
    return html.append("</table></div>\n").toString();
  }

  private static void row(StringBuilder html, String cell, List<String> words, int numbersFrom) {
    html.append("<tr>");
    for (int i = 0; i < words.size(); i++) {
      html.append('<').append(cell).append(i >= numbersFrom ? " class=\"number\">" : ">");
      html.append(Markup.escape(words.get(i))).append("</").append(cell).append('>');
    }
    html.append("</tr>\n");
  }

  /** The verdict of each checker, and what it found. */
  static String verdict(Judgement judgement) {
    String word = judgement.verdict().word();
    MarkupText html = new MarkupText();
    html.add("<p class=\"%s\">%s</p>%n<ul>%n", word, word);
    for (CheckResult each : judgement.results()) {
      String own = each.verdict().word();
      html.add("<li>%s: <span class=\"%s\">%s</span>", Markup.escape(each.checker()), own, own);
      html.add(" <span class=\"faint\">%s</span>", Markup.escape(counts(each)));
      for (Finding finding : each.findings()) {
        html.add("<br/><b>%s</b>: ", Markup.escape(finding.name()));
        html.add("%s", Markup.escape(finding.text()));
        finding.lines().forEach(line -> html.add("<br/>%s", Markup.element("code", line)));
      }
      html.add("</li>%n");
    }
    return html.add("</ul>%n").toString();
  }

  private static String counts(CheckResult result) {
    return result.counts().entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(Collectors.joining(", "));
  }
}
