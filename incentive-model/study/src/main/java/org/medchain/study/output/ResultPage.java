package org.medchain.study.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.experiments.drawing.Markup;
import org.medchain.study.figure.FigureHeading;
import org.medchain.study.figure.GameFigure;

/**
 * A page with the figures and tables of a result: HTML that is also well-formed XML, opens from
 * disk and needs no other file.
 *
 * @param title of the page
 * @param introduction a paragraph under it
 * @param again the command that writes the same page
 */
record ResultPage(String title, String introduction, String again) {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1f2933; --faint: #5a6570; --line: #d9dde2;
        --paper: #ffffff; --tint: #f5f6f8; --link: #00569d; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --faint: #a7afb8;
        --line: #3b424a; --paper: #16191d; --tint: #1f2328; --link: #7cc0ff; } }
      body { margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 54rem; background: var(--paper);
        color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
      h1 { font-size: 1.7rem; margin: 0 0 .25rem; }
      h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; }
      p { margin: .4rem 0; max-width: 46rem; }
      a { color: var(--link); }
      figure { margin: 0 0 2rem; }
      figure svg { display: block; width: 100%; min-width: 36rem; height: auto; background: #fff;
        border-radius: 6px; border: 1px solid var(--line); box-sizing: border-box; padding: 6px; }
      figcaption, .caption { color: var(--faint); font-size: .92rem; margin-top: .4rem; }
      code, pre { font: .86rem/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
      pre { background: var(--tint); padding: .6rem .75rem; border-radius: 6px; margin: .5rem 0;
        white-space: pre-wrap; overflow-wrap: anywhere; }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; font-size: .87rem; font-variant-numeric: tabular-nums; }
      th, td { padding: .25rem .55rem; text-align: left; vertical-align: top;
        border-bottom: 1px solid var(--line); }
      th { background: var(--tint); font-weight: 600; }
      .n { text-align: right; white-space: nowrap; }
      th.n { white-space: normal; }
      """;

  String html(List<GameFigure> figures, List<ResultPart> parts) {
    return """
    <!DOCTYPE html>
    <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <title>%s – medchain</title>
    <style>
    %s</style>
    </head>
    <body>
    <h1>%s</h1>
    %s
    %s
    </body>
    </html>
    """
        .formatted(
            Markup.escape(title),
            STYLE,
            Markup.escape(title),
            Markup.element("p", introduction),
            Stream.concat(figures.stream().map(this::figure), groups(parts).stream())
                .collect(Collectors.joining("\n")));
  }

  private String figure(GameFigure figure) {
    FigureHeading heading = figure.heading();
    return """
    <h2>%s</h2>
    <figure>
    <div class="wide">%s</div>
    <figcaption>%s Alone in <a href="%s.svg">%s.svg</a>; drawn again by</figcaption>
    <pre>%s</pre>
    </figure>\
    """
        .formatted(
            Markup.escape(heading.title()),
            figure.svg(),
            Markup.escape(heading.caption()),
            heading.id(),
            heading.id(),
            Markup.escape(again));
  }

  /** The content under one heading: its sentences become the first table's caption. */
  private static List<String> groups(List<ResultPart> parts) {
    List<String> page = new ArrayList<>();
    for (int from = 0; from < parts.size(); ) {
      int to = from + 1;
      while (to < parts.size() && !(parts.get(to) instanceof ResultPart.Heading)) {
        to++;
      }
      page.addAll(group(parts.subList(from, to)));
      from = to;
    }
    return page;
  }

  private static List<String> group(List<ResultPart> parts) {
    String title = "";
    List<String> sentences = new ArrayList<>();
    List<ResultTable> tables = new ArrayList<>();
    for (ResultPart part : parts) {
      switch (part) {
        case ResultPart.Heading heading -> title = heading.text();
        case ResultPart.Sentences text -> sentences.add(text.text());
        case ResultTable table -> tables.add(table);
      }
    }
    String words = String.join(" ", sentences);
    if (tables.isEmpty()) {
      return List.of(Markup.element("h2", title) + "\n" + Markup.element("p", words));
    }
    List<String> page = new ArrayList<>();
    for (ResultTable table : tables) {
      boolean first = page.isEmpty();
      page.add(table(first ? title : title + ", continued", first ? words : "", table));
    }
    return page;
  }

  private static String table(String title, String caption, ResultTable table) {
    StringBuilder html = new StringBuilder(Markup.element("h2", title));
    if (!caption.isEmpty()) {
      html.append("\n<p class=\"caption\">").append(Markup.escape(caption)).append("</p>");
    }
    List<Boolean> numeric = TableColumns.numeric(table.columns().size(), table.rows());
    html.append("\n<div class=\"wide\"><table>\n<thead>");
    html.append(row(table.columns(), "th", numeric)).append("</thead>\n<tbody>\n");
    table.rows().forEach(row -> html.append(row(row, "td", numeric)).append('\n'));
    return html.append("</tbody></table></div>").toString();
  }

  private static String row(List<String> cells, String element, List<Boolean> numeric) {
    StringBuilder row = new StringBuilder("<tr>");
    for (int column = 0; column < cells.size(); column++) {
      String looks = numeric.get(column) ? " class=\"n\"" : "";
      row.append('<').append(element).append(looks).append('>');
      row.append(Markup.escape(cells.get(column))).append("</").append(element).append('>');
    }
    return row.append("</tr>").toString();
  }
}
