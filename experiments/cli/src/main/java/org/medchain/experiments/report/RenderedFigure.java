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
 * @param wideSvg for a page or a screen, as an {@code svg} element
 * @param narrowSvg for a telephone
 */
record RenderedFigure(ResultFigure figure, String wideSvg, String narrowSvg) {
  private static final String SVG_HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  static RenderedFigure of(ResultFigure figure) {
    return new RenderedFigure(
        figure,
        FigureRenderer.draw(figure, FigureRenderer.ResultFigureLayout.WIDE),
        FigureRenderer.draw(figure, FigureRenderer.ResultFigureLayout.NARROW));
  }

  /** Writes the wide one as a file of its own. */
  void write(Path folder) throws IOException {
    AtomicFile.write(folder.resolve(figure.id() + ".svg"), SVG_HEAD + wideSvg + "\n");
  }

  /** The figure in a page, with its caption and the command that draws it again. */
  String html(String redraw) {
    return ("<h3>%s</h3>\n<figure>\n%s%s<figcaption>%s Drawn again by <code>%s</code>; "
            + "alone in %s.</figcaption>\n</figure>")
        .formatted(
            Markup.escape(figure.title()),
            named(wideSvg, "for-wide"),
            named(narrowSvg, "for-narrow"),
            Markup.escape(figure.caption()),
            Markup.escape(redraw),
            Markup.link("figures/" + figure.id() + ".svg"));
  }

  /** The element's own start tag gets a name for screen readers. */
  private String named(String svg, String look) {
    String tag =
        "<svg role=\"img\" class=\"%s\" aria-label=\"%s\" "
            .formatted(look, Markup.escape(figure.title()));
    return svg.replaceFirst("<svg ", Matcher.quoteReplacement(tag)) + "\n";
  }
}
