package org.medchain.history.draw;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medchain.history.check.Counterexample;
import org.medchain.history.draw.OperationRows.Bar;

/** A counterexample as a drawing for a page. */
public final class CounterexampleSvg {
  private static final int CHARACTER = 8;
  private static final int ROW = 34;
  private static final int BAR = 24;
  private static final int MARGIN = 90;
  private static final int HEAD = 30;

  private CounterexampleSvg() {}

  /**
   * The text of an SVG file. The impossible operation has a thick border and a cross in its label,
   * so that colour is not all that tells; an open one has a dashed border.
   */
  public static String draw(Counterexample counterexample) {
    OperationRows rows = new OperationRows(counterexample);
    int words = Math.max(title(counterexample).length(), states(counterexample).length());
    int width = Math.max(MARGIN + rows.width() * CHARACTER, words * CHARACTER) + 20;
    int height = HEAD + rows.rows().size() * ROW + 40;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " viewBox=\"0 0 %d %d\" font-family=\"monospace\" font-size=\"12\">%n",
            width,
            height,
            width,
            height));
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    text(svg, 10, 20, "#333333", title(counterexample));
    int y = HEAD;
    for (Map.Entry<Long, List<Bar>> row : rows.rows().entrySet()) {
      text(svg, 10, y + 16, "#333333", "process " + row.getKey());
      for (Bar bar : row.getValue()) {
        bar(svg, bar, y);
      }
      y += ROW;
    }
    if (!counterexample.states().isEmpty()) {
      text(svg, 10, y + 20, "#333333", states(counterexample));
    }
    return svg.append("</svg>\n").toString().replace("\r\n", "\n");
  }

  private static String title(Counterexample counterexample) {
    String object =
        counterexample.partition().isEmpty() ? "" : "key " + counterexample.partition() + ": ";
    return object + "no order of these operations explains the marked one";
  }

  private static String states(Counterexample counterexample) {
    return "before its completion the state is " + String.join(" or ", counterexample.states());
  }

  private static void bar(StringBuilder svg, Bar bar, int y) {
    int x = MARGIN + bar.from() * CHARACTER;
    String fill = bar.impossible() ? "#f4c7c3" : bar.open() ? "#eeeeee" : "#cfe3f5";
    String border = bar.impossible() ? "#b3261e" : "#4a6785";
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" stroke=\"%s\""
                + " stroke-width=\"%d\"%s/>%n",
            x,
            y,
            (bar.to() - bar.from()) * CHARACTER,
            BAR,
            fill,
            border,
            bar.impossible() ? 3 : 1,
            bar.open() ? " stroke-dasharray=\"4 3\"" : ""));
    text(svg, x + CHARACTER / 2, y + 16, "#111111", (bar.impossible() ? "✗ " : "") + bar.label());
  }

  private static void text(StringBuilder svg, int x, int y, String color, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n",
            x,
            y,
            color,
            escaped(text)));
  }

  /** XML has no place for most control characters, escaped or not. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            each -> {
              switch (each) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default ->
                    escaped.appendCodePoint(
                        Character.isISOControl(each)
                                || Character.getType(each) == Character.SURROGATE
                                || (each & 0xFFFE) == 0xFFFE
                            ? '?'
                            : each);
              }
            });
    return escaped.toString();
  }
}
