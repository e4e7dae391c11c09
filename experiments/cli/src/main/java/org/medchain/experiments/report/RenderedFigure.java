package org.medchain.experiments.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import org.medchain.experiments.drawing.FigureRenderer;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.results.AtomicFile;

/**
 * A figure with its drawings.
 *
 * @param figure that is drawn
 * @param svg the drawing, as an {@code svg} element
 */
record RenderedFigure(ResultFigure figure, String svg) {
  private static final String SVG_HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  static RenderedFigure of(ResultFigure figure) {
    return new RenderedFigure(figure, FigureRenderer.draw(figure));
  }

  /** Writes it as a file of its own. */
  void write(Path folder) throws IOException {
    AtomicFile.write(folder.resolve(figure.id() + ".svg"), SVG_HEAD + svg + "\n");
  }

  /** The figure in a page, with its caption and the command that draws it again. */
  String html(String redraw) {
    return ("<h3>%s</h3>\n<figure>\n%s<figcaption>%s Drawn again by <code>%s</code>; "
            + "alone in %s.</figcaption>\n</figure>")
        .formatted(
            Markup.escape(figure.title()),
            named(),
            Markup.escape(figure.caption()),
            Markup.escape(redraw),
            Markup.link("figures/" + figure.id() + ".svg"));
  }

  /** The element's own start tag gets a name for screen readers. */
  private String named() {
    String tag = "<svg role=\"img\" aria-label=\"" + Markup.escape(figure.title()) + "\" ";
    return svg.replaceFirst("<svg ", Matcher.quoteReplacement(tag)) + "\n";
  }
}
