package org.medchain.experiments.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import org.medchain.experiments.results.AtomicFile;

/**
 * A figure with its drawings.
 *
 * @param figure what is drawn
 * @param wide for a page or a screen, as an {@code svg} element
 * @param narrow for a telephone
 */
record Drawn(Figure figure, String wide, String narrow) {
  private static final String SVG_HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  static Drawn of(Figure figure) {
    return new Drawn(
        figure,
        FigureDrawing.draw(figure, FigureDrawing.Layout.WIDE),
        FigureDrawing.draw(figure, FigureDrawing.Layout.NARROW));
  }

  /** Writes the wide one as a file of its own. */
  void write(Path folder) throws IOException {
    AtomicFile.write(folder.resolve(figure.id() + ".svg"), SVG_HEAD + wide + "\n");
  }

  /** The figure in a page, with its caption and the command that draws it again. */
  String html(String redraw) {
    return "<h3>"
        + Html.escape(figure.title())
        + "</h3>\n<figure>\n"
        + named(wide, "for-wide")
        + named(narrow, "for-narrow")
        + "<figcaption>"
        + Html.escape(figure.caption())
        + " Drawn again by <code>"
        + Html.escape(redraw)
        + "</code>; alone in "
        + Html.link("figures/" + figure.id() + ".svg")
        + ".</figcaption>\n</figure>";
  }

  /** The element's own start tag gets a name for those who cannot see it. */
  private String named(String svg, String look) {
    String tag =
        "<svg role=\"img\" class=\""
            + look
            + "\" aria-label=\""
            + Html.escape(figure.title())
            + "\" ";
    return svg.replaceFirst("<svg ", Matcher.quoteReplacement(tag)) + "\n";
  }
}
