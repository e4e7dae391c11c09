package org.medchain.history.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.history.check.Counterexample;

/** A counterexample as a drawing for a page: the lines that a terminal shows. */
public final class CounterexampleSvg {
  private static final int CHARACTER = 8;
  private static final int ROW = 20;

  private CounterexampleSvg() {}

  /** The text of an SVG file; the impossible operation stands between exclamation marks. */
  public static String draw(Counterexample counterexample) {
    List<String> lines = new ArrayList<>();
    String object =
        counterexample.partition().isEmpty() ? "" : "key " + counterexample.partition() + ": ";
    lines.add(object + "no order of these operations explains the marked one");
    lines.addAll(CounterexampleText.lines(counterexample));
    if (!counterexample.states().isEmpty()) {
      lines.add(
          "before its completion the state is " + String.join(" or ", counterexample.states()));
    }
    int longest = lines.stream().mapToInt(String::length).max().orElse(0);
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " font-family=\"monospace\" font-size=\"13\">\n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n",
            longest * CHARACTER + 20,
            lines.size() * ROW + 20));
    for (int i = 0; i < lines.size(); i++) {
      svg.append("<text x=\"10\" y=\"").append((i + 1) * ROW);
      svg.append("\" xml:space=\"preserve\">").append(escaped(lines.get(i))).append("</text>\n");
    }
    return svg.append("</svg>\n").toString();
  }

  /** XML has no place for most control characters, escaped or not. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("[\\p{Cc}\\p{Cs}\\uFFFE\\uFFFF]", "?");
  }
}
