package org.medchain.experiments.drawing;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.medchain.experiments.config.SchemaText;
import org.medchain.experiments.results.CsvColumn;
import org.medchain.experiments.results.ReportSentence;

/** The frame of the pages that are written, and their tables. */
public final class HtmlPage {
  private static final String STYLE = SchemaText.of(HtmlPage.class, "page.css");

  private HtmlPage() {}

  /**
   * A whole page.
   *
   * @param title before the project's name
   * @param style its own rules in CSS, besides those of all pages
   * @param body what is in it, as HTML
   */
  public static String of(String title, String style, String body) {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <title>%s – medchain</title>
    <style>
    %s</style>
    </head>
    <body>
    %s
    </body>
    </html>
    """
        .formatted(Markup.escape(title), STYLE + style, body);
  }

  /**
   * A table with a row of heads. Where the screen is narrow each cell shows its head.
   *
   * @param looks classes of the table
   * @param lastLooks the class of a row's last cell, by what is in it; empty for none
   */
  public static <T> String table(
      String looks, List<CsvColumn<T>> columns, List<T> rows, UnaryOperator<String> lastLooks) {
    StringBuilder html =
        new StringBuilder("<div class=\"wide\"><table class=\"" + looks + "\">\n<thead><tr>");
    columns.forEach(column -> html.append(Markup.element("th", column.head())));
    html.append("</tr></thead>\n<tbody>\n");
    for (T row : rows) {
      html.append("<tr>");
      for (CsvColumn<T> column : columns) {
        String text = String.valueOf(column.value().apply(row));
        String look = column.equals(columns.getLast()) ? lastLooks.apply(text) : "";
        html.append("<td data-head=\"").append(Markup.escape(column.head())).append('"');
        html.append(look.isEmpty() ? "" : " class=\"" + look + "\"");
        html.append('>').append(Markup.escape(unbroken(text))).append("</td>");
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody></table></div>").toString();
  }

  /** The same without a look of its own. */
  public static <T> String table(List<CsvColumn<T>> columns, List<T> rows) {
    return table("cells", columns, rows, last -> "");
  }

  /** A text of pages with words, which contain no markup, in the places of its {@code {}}. */
  public static String words(String key, Object... words) {
    return ReportSentence.of(
        key, Stream.of(words).map(each -> Markup.escape(each.toString())).toArray());
  }

  /** An interval's ends and its sign stay in one line. */
  private static String unbroken(String text) {
    return text.replace(" … ", "\u00a0…\u00a0").replace(" ± ", " ±\u00a0");
  }
}
