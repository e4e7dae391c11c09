package org.medchain.experiments.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jfree.svg.SVGGraphics2D;

/**
 * What the lines and marks of a figure mean: the lines in as many rows as it takes, and under them
 * a row for the marks.
 */
final class Legend {
  private static final int ROW_HEIGHT = 26;
  private static final int FIRST_ROW = 14;
  private static final int GAP = 22;
  private static final int SAMPLE_WIDTH = 37;

  private final Figure figure;

  /** The lines of each row. */
  private final List<List<Figure.Line>> rows = new ArrayList<>();

  /**
   * A legend.
   *
   * @param width of the figure, which it keeps to
   */
  Legend(Figure figure, double width) {
    this.figure = figure;
    Graphics2D measure = new SVGGraphics2D(1, 1);
    double at = width;
    for (Figure.Line line : figure.panels().getFirst().lines()) {
      double needed = SAMPLE_WIDTH + textWidth(measure, line.name()) + GAP;
      if (at + needed - GAP > width) {
        rows.add(new ArrayList<>());
        at = PanelChart.LEFT_FIRST;
      }
      rows.getLast().add(line);
      at += needed;
    }
    measure.setFont(Looks.SMALL);
    if (at + measure.getFontMetrics().stringWidth(note()) > width) {
      rows.add(new ArrayList<>());
    }
  }

  private static double textWidth(Graphics2D g2, String text) {
    g2.setFont(Looks.TEXT);
    return g2.getFontMetrics().stringWidth(text);
  }

  /** Height in pixels. */
  int height() {
    return (rows.size() + 1) * ROW_HEIGHT;
  }

  private Stream<Figure.Point> points() {
    return figure.panels().stream()
        .flatMap(panel -> panel.lines().stream())
        .flatMap(line -> line.points().stream());
  }

  private String note() {
    return points().anyMatch(point -> point.y().halfWidth().isPresent())
        ? "bars: 95 % confidence"
        : "no bars: too few repeats";
  }

  /** Draws it from the upper edge on. */
  void draw(Graphics2D g2) {
    double at = PanelChart.LEFT_FIRST;
    double middle = FIRST_ROW;
    for (int row = 0; row < rows.size(); row++) {
      at = PanelChart.LEFT_FIRST;
      middle = FIRST_ROW + (double) row * ROW_HEIGHT;
      for (Figure.Line line : rows.get(row)) {
        at = sample(g2, line, at, middle);
      }
    }
    g2.setPaint(Looks.FAINT);
    g2.setFont(Looks.SMALL);
    g2.drawString(note(), (float) at, (float) middle + 4);
    marks(g2, rows.size() * ROW_HEIGHT + FIRST_ROW - 2);
  }

  private void marks(Graphics2D g2, double middle) {
    double at = PanelChart.LEFT_FIRST;
    if (points().anyMatch(Figure.Point::nothingFinal)) {
      at = mark(g2, Looks.cross(), true, "no request final in any repeat", at, middle);
    }
    if (points().anyMatch(p -> p.y().mean().isEmpty() && !p.nothingFinal())) {
      at = mark(g2, Looks.triangle(), false, "not reached: too few final", at, middle);
    }
    if (points().anyMatch(p -> p.y().partial())) {
      mark(g2, Looks.diamond(), false, "some repeats have no value", at, middle);
    }
  }

  private static double sample(Graphics2D g2, Figure.Line line, double at, double middle) {
    Color color = Looks.color(line.protocol());
    g2.setPaint(color);
    g2.setStroke(Looks.stroke(line.dashed()));
    g2.draw(new Line2D.Double(at, middle, at + 30, middle));
    Shape marker =
        AffineTransform.getTranslateInstance(at + 15, middle)
            .createTransformedShape(Looks.marker(line.protocol()));
    g2.setPaint(line.dashed() ? Color.WHITE : color);
    g2.fill(marker);
    g2.setPaint(color);
    g2.setStroke(Looks.THIN);
    g2.draw(marker);
    return label(g2, line.name(), at + SAMPLE_WIDTH, middle);
  }

  private static double mark(
      Graphics2D g2, Shape shape, boolean full, String text, double at, double middle) {
    Shape placed =
        AffineTransform.getTranslateInstance(at + 7, middle).createTransformedShape(shape);
    g2.setPaint(Looks.FAINT);
    g2.setStroke(Looks.THIN);
    if (full) {
      g2.fill(placed);
    } else {
      g2.draw(placed);
    }
    return label(g2, text, at + 20, middle);
  }

  /** Returns where the next thing may begin. */
  private static double label(Graphics2D g2, String text, double at, double middle) {
    double width = textWidth(g2, text);
    g2.setPaint(Looks.INK);
    g2.drawString(text, (float) at, (float) middle + 4);
    return at + width + GAP;
  }
}
