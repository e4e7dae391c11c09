package org.medchain.study.output;

import java.util.ArrayList;
import java.util.List;
import org.medchain.experiments.config.SchemaText;
import org.medchain.experiments.drawing.HtmlPage;
import org.medchain.experiments.drawing.Markup;
import org.medchain.study.figure.FigureHeading;
import org.medchain.study.figure.GameFigure;
import org.medchain.study.output.ResultPart.Sentences;

/**
 * A page with the figures and tables of a result: HTML that is also well-formed XML, opens from
 * disk and needs no other file.
 *
 * @param title of the page
 * @param introduction a paragraph under it
 * @param again the command that writes the same page
 */
record ResultPage(String title, String introduction, String again) {
  String html(List<GameFigure> figures, List<ResultPart> parts) {
    List<String> body = new ArrayList<>();
    body.add(Markup.element("h1", title));
    body.add(Markup.element("p", introduction));
    figures.forEach(each -> body.add(figure(each)));
    body.addAll(groups(parts));
    return HtmlPage.of(title, SchemaText.of(ResultPage.class, "page.css"), String.join("\n", body));
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
        case Sentences text -> sentences.add(text.text());
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
