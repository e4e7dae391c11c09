package org.medchain.study.figure;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.function.BiConsumer;
import org.jfree.svg.MeetOrSlice;
import org.jfree.svg.PreserveAspectRatio;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.ViewBox;
import org.medchain.experiments.drawing.Markup;

/**
 * A figure of a game: white paper with the legend on top and the drawing under it.
 *
 * @param heading around it
 * @param legend of its marks
 * @param height of the drawing in pixels
 * @param drawing draws the content in its area
 */
public record GameFigure(
    FigureHeading heading,
    FigureLegend legend,
    double height,
    BiConsumer<FigureCanvas, Rectangle2D> drawing) {
  static final int WIDTH = 720;

  /**
   * An {@code svg} element, well-formed XML in the SVG name space, 720 units wide, ready for a
   * page: its identifiers begin with the figure's. The same data give the same text.
   */
  public String svg() {
    double top = legend.height();
    SVGGraphics2D g2 = new SVGGraphics2D(WIDTH, top + height);
    g2.setFontFunction(family -> SvgText.FAMILY);
    g2.setDefsKeyPrefix(heading.id() + "-");
    // Hundredths of a pixel are enough, and make the file a third smaller; turns need more digits.
    g2.setGeomDoubleConverter(value -> decimal(value, 2));
    g2.setTransformDoubleConverter(value -> decimal(value, 5));
    // An axis that is drawn alone restores this hint, and fails where there was none.
    g2.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_DEFAULT);
    FigureCanvas pen = new FigureCanvas(g2);
    pen.fill(new Rectangle2D.Double(0, 0, WIDTH, top + height), Color.WHITE);
    legend.draw(pen);
    drawing.accept(pen, new Rectangle2D.Double(0, top, WIDTH, height));
    String element =
        g2.getSVGElement(
            heading.id(),
            false,
            new ViewBox(0, 0, WIDTH, (int) Math.ceil(top + height)),
            PreserveAspectRatio.XMID_YMID,
            MeetOrSlice.MEET);
    int start = element.indexOf('>') + 1;
    return Markup.allowed(
        element.substring(0, start).replaceFirst("<svg ", "<svg role=\"img\" ")
            + Markup.element("title", heading.title())
            + Markup.element("desc", heading.caption())
            + SvgText.withAnchorAttributes(element.substring(start)));
  }

  private static String decimal(double value, int digits) {
    return BigDecimal.valueOf(Math.round(value * Math.pow(10, digits)), digits)
        .stripTrailingZeros()
        .toPlainString();
  }
}
