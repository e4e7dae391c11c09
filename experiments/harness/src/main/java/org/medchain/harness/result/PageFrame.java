package org.medchain.harness.result;

import java.util.List;
import org.medchain.experiments.drawing.Markup;
import org.medchain.harness.judge.Judgement;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.Finding;

/** What the pages of the harness look like; they need no network, and no script. */
public final class PageFrame {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1f2933; --faint: #5a6570; --line: #d9dde2;
        --paper: #ffffff; --tint: #f5f6f8; --good: #006b4f; --bad: #b3261e; --unsure: #7a5a00;
        --link: #00569d; --ok: #5fa8d3; --fail: #008f66; --info: #d55e00; --fault: #f0b860; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --faint: #a7afb8;
        --line: #3b424a; --paper: #16191d; --tint: #1f2328; --good: #58c9a4; --bad: #ff8a80;
        --unsure: #e6c15c; --link: #7cc0ff; --ok: #2f77a8; --fail: #3fc79a; --info: #ff9a4d;
        --fault: #8a6420; } }
      body { margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 76rem; color: var(--ink);
        background: var(--paper);
        font: 16px/1.5 system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
      h1 { font-size: 1.7rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
      h2 { font-size: 1.25rem; margin: 2.25rem 0 .5rem; }
      p, ul { margin: .4rem 0; max-width: 46rem; }
      a { color: var(--link); }
      .faint, figcaption { color: var(--faint); }
      .valid, .invalid, .unknown { font-weight: 600; }
      .valid { color: var(--good); } .invalid { color: var(--bad); }
      .unknown { color: var(--unsure); }
      figure { margin: 0 0 1.5rem; }
      img, .drawing > svg { display: block; border: 1px solid var(--line); border-radius: 6px;
        background: #fff; box-sizing: border-box; }
      figure img { width: 100%; max-width: 66rem; height: auto; }
      figcaption { font-size: .92rem; max-width: 52rem; margin-top: .4rem; }
      .wide { overflow-x: auto; }
      code { font: .86rem/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
        background: var(--tint); padding: .1em .3em; border-radius: 3px; overflow-wrap: anywhere; }
      table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
      th, td { padding: .25rem .55rem; text-align: left; border-bottom: 1px solid var(--line);
        vertical-align: top; }
      td.number, th.number { text-align: right; } td.number { white-space: nowrap; }
      th { background: var(--tint); font-weight: 600; }
      """;

  private PageFrame() {}

  /**
   * A page.
   *
   * @param more style besides
   * @param body in HTML
   */
  public static String page(String title, String more, String body) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>"
        + Markup.escape(title)
        + " – medchain</title>\n<style>\n"
        + STYLE
        + more
        + "</style>\n</head>\n<body>\n"
        + body
        + "</body>\n</html>\n";
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
    StringBuilder html =
        new StringBuilder("<p class=\"").append(word).append("\">").append(word).append("</p>\n");
    html.append("<ul>\n");
    for (CheckResult each : judgement.results()) {
      html.append("<li>").append(Markup.escape(each.checker())).append(": <span class=\"");
      html.append(each.verdict().word()).append("\">").append(each.verdict().word());
      html.append("</span> <span class=\"faint\">").append(Markup.escape(counts(each)));
      html.append("</span>");
      for (Finding finding : each.findings()) {
        html.append("<br/><b>").append(Markup.escape(finding.name())).append("</b>: ");
        html.append(Markup.escape(finding.text()));
        finding.lines().forEach(line -> html.append("<br/>").append(Markup.element("code", line)));
      }
      html.append("</li>\n");
    }
    return html.append("</ul>\n").toString();
  }

  private static String counts(CheckResult result) {
    StringBuilder words = new StringBuilder();
    result
        .counts()
        .forEach(
            (name, count) ->
                words.append(words.isEmpty() ? "" : ", ").append(name).append(' ').append(count));
    return words.toString();
  }
}
