package org.medchain.study.figure.drawing;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import org.jfree.svg.MeetOrSlice;
import org.jfree.svg.PreserveAspectRatio;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.ViewBox;
import org.medchain.experiments.drawing.Markup;
import org.medchain.study.figure.FigureHeading;

/** The paper of a figure: white, with its legend on top and room for the drawing under it. */
final class FigureFrame {
  static final int WIDTH = 720;

  private final FigureHeading heading;
  private final SVGGraphics2D g2;
  private final FigureCanvas pen;
  private final Rectangle2D drawingArea;

  /** A sheet whose drawing needs this height in pixels. */
  FigureFrame(FigureHeading heading, FigureLegend legend, double bodyHeight) {
    this.heading = heading;
    double top = legend.height(new FigureCanvas(new SVGGraphics2D(1, 1)), WIDTH);
    this.g2 = new SVGGraphics2D(WIDTH, top + bodyHeight);
    this.pen = new FigureCanvas(g2);
    this.drawingArea = new Rectangle2D.Double(0, top, WIDTH, bodyHeight);
    g2.setFontFunction(family -> SvgText.FAMILY);
    g2.setDefsKeyPrefix(heading.id() + "-");
    // Hundredths of a pixel are enough, and make the file a third smaller.
    g2.setGeomDoubleConverter(FigureFrame::coordinate);
    g2.setTransformDoubleConverter(FigureFrame::fine);
    // An axis that is drawn alone restores this hint, and fails where there was none.
    g2.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_DEFAULT);
    pen.fill(new Rectangle2D.Double(0, 0, WIDTH, top + bodyHeight), Color.WHITE);
    legend.draw(pen, WIDTH);
  }

  FigureCanvas pen() {
    return pen;
  }

  Rectangle2D drawingArea() {
    return drawingArea;
  }

  /** The element, ready for a page, with a title for screen readers. */
  String svg() {
    String element =
        g2.getSVGElement(
            heading.id(),
            false,
            new ViewBox(0, 0, WIDTH, (int) Math.ceil(drawingArea.getMaxY())),
            PreserveAspectRatio.XMID_YMID,
            MeetOrSlice.MEET);
    int start = element.indexOf('>') + 1;
    String named = element.substring(0, start).replaceFirst("<svg ", "<svg role=\"img\" ");
    return Markup.allowed(
        named
            + Markup.element("title", heading.title())
            + Markup.element("desc", heading.caption())
            + SvgText.withAnchorAttributes(element.substring(start)));
  }

  private static String coordinate(double value) {
    return decimal(value, 2);
  }

  /** Turns need more digits than places. */
  private static String fine(double value) {
    return decimal(value, 5);
  }

  private static String decimal(double value, int digits) {
    return BigDecimal.valueOf(Math.round(value * Math.pow(10, digits)), digits)
        .stripTrailingZeros()
        .toPlainString();
  }
}
