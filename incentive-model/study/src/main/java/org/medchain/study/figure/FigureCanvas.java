package org.medchain.study.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.svg.SVGGraphics2D;

/** Draws lines, arrows and words, in pixels from the upper left corner. */
public record FigureCanvas(SVGGraphics2D g2) {
  void fill(Shape shape, Color color) {
    g2.setPaint(color);
    g2.fill(shape);
  }

  void draw(Shape shape, Color color, BasicStroke stroke) {
    g2.setPaint(color);
    g2.setStroke(stroke);
    g2.draw(shape);
  }

  /** A line through points, interrupted at those that are no numbers. */
  void line(List<Point2D> points, Color color, BasicStroke stroke) {
    Path2D path = new Path2D.Double();
    boolean begun = false;
    for (Point2D point : points) {
      boolean number = Double.isFinite(point.getX()) && Double.isFinite(point.getY());
      if (number && begun) {
        path.lineTo(point.getX(), point.getY());
      } else if (number) {
        path.moveTo(point.getX(), point.getY());
      }
      begun = number;
    }
    if (path.getCurrentPoint() != null) {
      draw(path, color, stroke);
    }
  }

  /** A line between the ends of an interval, with a cap on each that reaches so far. */
  void interval(Point2D low, Point2D high, double capX, double capY, Color color) {
    draw(new Line2D.Double(low, high), color, FigurePalette.stroke(1.4f));
    for (Point2D cap : List.of(low, high)) {
      draw(
          new Line2D.Double(
              cap.getX() - capX, cap.getY() - capY, cap.getX() + capX, cap.getY() + capY),
          color,
          FigurePalette.stroke(1.4f));
    }
  }

  /** A shape given around the origin, at a place. */
  void marker(Shape shape, Point2D at, Color color) {
    Shape placed =
        AffineTransform.getTranslateInstance(at.getX(), at.getY()).createTransformedShape(shape);
    fill(placed, color);
    draw(placed, color, FigurePalette.stroke(1.4f));
  }

  /** Words with their middle line at {@code y}. */
  void text(String text, double x, double y, Font font, SvgText.Anchor anchor) {
    g2.setFont(font);
    g2.setPaint(FigurePalette.INK);
    // Half the height of a capital letter.
    SvgText.draw(g2, text, x, y + font.getSize() * 0.36, anchor);
  }

  /** Words that read upwards, or downwards, centred at a place. */
  void rotatedText(String text, double x, double y, double angle) {
    AffineTransform before = g2.getTransform();
    g2.rotate(angle, x, y);
    text(text, x, y, FigurePalette.TEXT, SvgText.Anchor.MIDDLE);
    g2.setTransform(before);
  }

  /** Words on a white ground, for places where lines pass. */
  void label(String text, double x, double y, Font font, SvgText.Anchor anchor) {
    double width = width(text, font);
    double left =
        switch (anchor) {
          case START -> x;
          case MIDDLE -> x - width / 2;
          case END -> x - width;
        };
    double height = font.getSize() + 3;
    fill(
        new Rectangle2D.Double(left - 2, y - height / 2, width + 4, height),
        new Color(255, 255, 255, 215));
    text(text, x, y, font, anchor);
  }

  static double width(String text, Font font) {
    return SvgText.width(text, font.getSize(), font.isBold());
  }

  /** Draws with nothing visible outside of an area. */
  void withClip(Shape area, Runnable drawing) {
    Shape before = g2.getClip();
    g2.clip(area);
    drawing.run();
    g2.setClip(before);
  }
}
