package org.medchain.study.figure;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import org.jfree.svg.MeetOrSlice;
import org.jfree.svg.PreserveAspectRatio;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.ViewBox;

/** The paper of a figure: white, with its legend on top and room for the drawing under it. */
final class Sheet {
  static final int WIDTH = 720;

  private final Heading heading;
  private final SVGGraphics2D g2;
  private final Pen pen;
  private final Rectangle2D body;

  /** A sheet whose drawing needs this height in pixels. */
  Sheet(Heading heading, Legend legend, double bodyHeight) {
    this.heading = heading;
    double top = legend.height(new Pen(new SVGGraphics2D(1, 1)), WIDTH);
    this.g2 = new SVGGraphics2D(WIDTH, top + bodyHeight);
    this.pen = new Pen(g2);
    this.body = new Rectangle2D.Double(0, top, WIDTH, bodyHeight);
    g2.setFontFunction(family -> Words.FAMILY);
    g2.setDefsKeyPrefix(heading.id() + "-");
    // Hundredths of a pixel are enough, and make the file a third smaller.
    g2.setGeomDoubleConverter(Sheet::coordinate);
    g2.setTransformDoubleConverter(Sheet::fine);
    // An axis that is drawn alone restores this hint, and fails where there was none.
    g2.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_DEFAULT);
    pen.fill(new Rectangle2D.Double(0, 0, WIDTH, top + bodyHeight), Color.WHITE);
    legend.draw(pen, WIDTH);
  }

  Pen pen() {
    return pen;
  }

  Rectangle2D body() {
    return body;
  }

  /** The element, ready to stand in a page, with a title for those who cannot see it. */
  String svg() {
    String element =
        g2.getSVGElement(
            heading.id(),
            false,
            new ViewBox(0, 0, WIDTH, (int) Math.ceil(body.getMaxY())),
            PreserveAspectRatio.XMID_YMID,
            MeetOrSlice.MEET);
    int start = element.indexOf('>') + 1;
    String named = element.substring(0, start).replaceFirst("<svg ", "<svg role=\"img\" ");
    return Xml.allowed(
        named
            + Xml.element("title", heading.title())
            + Xml.element("desc", heading.caption())
            + Words.anchored(element.substring(start)));
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
