package org.medchain.study.figure.page;

import java.util.List;
import java.util.stream.Collectors;
import org.medchain.experiments.drawing.Markup;
import org.medchain.study.figure.FigureHeading;
import org.medchain.study.figure.drawing.FigureSvg;

/** The HTML of a {@link FigurePage}. */
final class FigurePageHtml {
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

  private FigurePageHtml() {}

  static String of(FigurePage page) {
    String title = Markup.escape(page.title());
    String introduction =
        page.introduction().isEmpty() ? "" : Markup.element("p", page.introduction()) + "\n";
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
    %s%s
    </body>
    </html>
    """
        .formatted(
            title,
            STYLE,
            title,
            introduction,
            page.parts().stream().map(FigurePageHtml::part).collect(Collectors.joining("\n")));
  }

  private static String part(FigurePage.PagePart part) {
    return switch (part) {
      case FigurePage.PageFigure drawn -> drawn(drawn);
      case FigurePage.PageTable table -> table(table);
      case FigurePage.PageParagraph text ->
          Markup.element("h2", text.title()) + "\n" + Markup.element("p", text.paragraph());
    };
  }

  private static String drawn(FigurePage.PageFigure drawn) {
    FigureHeading heading = drawn.figure().heading();
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
            FigureSvg.of(drawn.figure()),
            Markup.escape(heading.caption()),
            heading.id(),
            heading.id(),
            Markup.escape(drawn.command()));
  }

  private static String table(FigurePage.PageTable table) {
    StringBuilder html = new StringBuilder(Markup.element("h2", table.title()));
    if (!table.caption().isEmpty()) {
      html.append("\n<p class=\"caption\">").append(Markup.escape(table.caption())).append("</p>");
    }
    List<Boolean> numeric = TableColumns.numeric(table.header().size(), table.rows());
    html.append("\n<div class=\"wide\"><table>\n<thead>");
    html.append(row(table.header(), "th", numeric)).append("</thead>\n<tbody>\n");
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
