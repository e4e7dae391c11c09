package org.medchain.study.figure;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.DoubleStream;
import org.medchain.experiments.drawing.Scale;

/**
 * Maps over two parameters: a cell around each point of a grid.
 *
 * @param xAxis first parameter
 * @param yAxis second parameter
 * @param xs values of the first parameter, ascending
 * @param ys values of the second, ascending
 */
public record GridFigure(FigureAxis xAxis, FigureAxis yAxis, List<Double> xs, List<Double> ys) {
  private static final double BODY = 440;

  /**
   * A line that theory gives.
   *
   * @param label short, written beside the line, as {@code "T2"}
   * @param name longer, in the legend
   * @param points along the line; NaN interrupts it
   */
  public record BoundaryCurve(String label, String name, List<Point2D.Double> points) {}

  /**
   * Regions in each of which one thing holds.
   *
   * @param categories at most eight; the first is drawn plain, as the absence of the others
   * @param cells a row for each y, in it an index of {@code categories} for each x
   */
  public GameFigure regions(
      FigureHeading heading,
      List<String> categories,
      List<List<Integer>> cells,
      List<BoundaryCurve> borders) {
    FigureLegend legend = new FigureLegend();
    for (int k = 0; k < categories.size(); k++) {
      int kind = k;
      legend.add(
          categories.get(k),
          (pen, at) -> {
            Rectangle2D box = new Rectangle2D.Double(at.getX() - 16, at.getY() - 9, 32, 18);
            Hatching.fill(pen, box, kind);
            pen.draw(box, FigurePalette.MUTED, FigurePalette.THIN);
          });
    }
    borders.forEach(
        each -> legend.addLine(each.name(), FigurePalette.INK, FigurePalette.dashes(0, 2.2f)));
    return new GameFigure(
        heading,
        legend,
        BODY,
        (pen, area) -> {
          PlotArea plane = plane(pen, area);
          pen.withClip(
              plane.area(),
              () -> {
                for (int kind = 0; kind < categories.size(); kind++) {
                  Path2D region = region(plane, cells, kind);
                  if (region.getCurrentPoint() != null) {
                    Hatching.fill(pen, region, kind);
                  }
                }
              });
          borders.forEach(each -> border(pen, plane, each));
          pen.draw(plane.area(), FigurePalette.MUTED, FigurePalette.THIN);
        });
  }

  private Path2D region(PlotArea plane, List<List<Integer>> cells, int kind) {
    Path2D region = new Path2D.Double();
    for (int row = 0; row < ys.size(); row++) {
      List<Integer> kinds = cells.get(row);
      int from = 0;
      for (int column = 1; column <= xs.size(); column++) {
        // Neighbours become one rectangle.
        if (column == xs.size() || !kinds.get(column).equals(kinds.get(from))) {
          if (kinds.get(from) == kind) {
            region.append(cell(plane, row, from, column), false);
          }
          from = column;
        }
      }
    }
    return region;
  }

  /** Dark on white, so that it is seen on any ground; its label above its end. */
  private static void border(FigureCanvas pen, PlotArea plane, BoundaryCurve border) {
    List<Point2D> points = plane.toPixels(border.points());
    pen.withClip(
        plane.area(),
        () -> {
          pen.line(points, new Color(255, 255, 255, 200), FigurePalette.stroke(4.5f));
          pen.line(points, FigurePalette.INK, FigurePalette.dashes(0, 2.2f));
        });
    List<Point2D> visible = points.stream().filter(plane::contains).toList();
    if (!visible.isEmpty()) {
      Point2D at = visible.get((visible.size() - 1) * 3 / 4);
      double y = Math.max(at.getY() - 12, plane.area().getMinY() + 10);
      pen.label(border.label(), at.getX() - 7, y, FigurePalette.BOLD, SvgText.Anchor.END);
    }
  }

  /**
   * A quantity in colours.
   *
   * @param scale the quantity with its unit, for the colour bar
   * @param values a row for each y, in it a value for each x; NaN where there is no value, drawn as
   *     a crossed cell
   */
  public GameFigure heat(FigureHeading heading, FigureAxis scale, List<List<Double>> values) {
    FigureLegend legend = new FigureLegend();
    if (numbers(values).anyMatch(Double::isNaN)) {
      legend.add(
          "no value",
          (pen, at) -> crossed(pen, new Rectangle2D.Double(at.getX() - 12, at.getY() - 7, 24, 14)));
    }
    Scale colors = scale.fit(numbers(values));
    return new GameFigure(
        heading,
        legend,
        BODY,
        (pen, area) -> {
          double width = GameFigure.WIDTH - ColorRamp.BAR_WIDTH - 8;
          PlotArea plane =
              plane(pen, new Rectangle2D.Double(0, area.getY(), width, area.getHeight()));
          pen.withClip(plane.area(), () -> cells(pen, plane, colors, values));
          pen.draw(plane.area(), FigurePalette.MUTED, FigurePalette.THIN);
          ColorRamp.bar(
              pen,
              plane.area().getMinY(),
              plane.area().getHeight(),
              colors,
              scale.label(),
              ColorRamp::color);
        });
  }

  private static DoubleStream numbers(List<List<Double>> values) {
    return values.stream().flatMapToDouble(row -> row.stream().mapToDouble(Double::doubleValue));
  }

  private void cells(FigureCanvas pen, PlotArea plane, Scale colors, List<List<Double>> values) {
    ColorRamp.Shapes shades = new ColorRamp.Shapes();
    for (int row = 0; row < ys.size(); row++) {
      for (int column = 0; column < xs.size(); column++) {
        double share = colors.share(values.get(row).get(column));
        Rectangle2D cell = cell(plane, row, column, column + 1);
        if (Double.isNaN(share)) {
          crossed(pen, cell);
        } else {
          shades.add(ColorRamp.level(share), cell);
        }
      }
    }
    shades.draw(pen, ColorRamp::color);
  }

  private static void crossed(FigureCanvas pen, Rectangle2D cell) {
    pen.fill(cell, FigurePalette.GRID);
    double left = cell.getMinX();
    double right = cell.getMaxX();
    pen.draw(
        new Line2D.Double(left, cell.getMinY(), right, cell.getMaxY()),
        FigurePalette.MUTED,
        FigurePalette.THIN);
    pen.draw(
        new Line2D.Double(left, cell.getMaxY(), right, cell.getMinY()),
        FigurePalette.MUTED,
        FigurePalette.THIN);
  }

  private PlotArea plane(FigureCanvas pen, Rectangle2D box) {
    return PlotArea.draw(pen, box, xAxis.label(), around(xs), yAxis.label(), around(ys));
  }

  /** A scale on which outer cells are seen whole. */
  private static Scale around(List<Double> values) {
    double[] edges = edges(values);
    return new Scale(false, edges[0], edges[edges.length - 1]);
  }

  /** Halfway between neighbours. */
  private static double[] edges(List<Double> values) {
    int n = values.size();
    double[] edges = new double[n + 1];
    for (int i = 1; i < n; i++) {
      edges[i] = (values.get(i - 1) + values.get(i)) / 2;
    }
    edges[0] = 2 * values.get(0) - edges[1];
    edges[n] = 2 * values.get(n - 1) - edges[n - 1];
    return edges;
  }

  /** Neighbouring cells of a row. */
  Rectangle2D cell(PlotArea plane, int row, int from, int to) {
    double[] lefts = edges(xs);
    double[] bottoms = edges(ys);
    Point2D low = plane.toPixels(lefts[from], bottoms[row]);
    Point2D high = plane.toPixels(lefts[to], bottoms[row + 1]);
    return new Rectangle2D.Double(
        low.getX(), high.getY(), high.getX() - low.getX(), low.getY() - high.getY());
  }
}
