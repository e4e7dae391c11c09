package org.medchain.study.figure;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Draws a {@link HeatFigure}. */
final class HeatDrawing {
  private static final double BODY = 440;

  private HeatDrawing() {}

  static String draw(HeatFigure figure) {
    Legend legend = new Legend();
    BorderDrawing.legend(legend, figure.borders());
    if (numbers(figure).anyMatch(Double::isNaN)) {
      legend.add(
          "no value",
          (pen, at) -> crossed(pen, new Rectangle2D.Double(at.getX() - 12, at.getY() - 7, 24, 14)));
    }
    Sheet sheet = new Sheet(figure.heading(), legend, BODY);
    Pen pen = sheet.pen();
    Rectangle2D body = sheet.body();
    Rectangle2D box =
        new Rectangle2D.Double(0, body.getY(), Sheet.WIDTH - ColorBar.WIDTH - 8, body.getHeight());
    Scale x = Cells.scale(figure.x(), figure.xs());
    Scale y = Cells.scale(figure.y(), figure.ys());
    Plane plane = Plane.draw(pen, box, figure.x(), x, figure.y(), y);
    Scale scale = figure.ramp().fit(figure.scale(), Scale.of(figure.scale(), numbers(figure)));
    pen.inside(plane.area(), () -> cells(figure, pen, plane, scale));
    BorderDrawing.draw(pen, plane, figure.borders());
    pen.draw(plane.area(), Looks.FAINT, Looks.THIN);
    ColorBar.draw(
        pen,
        plane.area().getMinY(),
        plane.area().getHeight(),
        scale,
        figure.scale().label(),
        figure.ramp()::color);
    return sheet.svg();
  }

  private static DoubleStream numbers(HeatFigure figure) {
    return figure.values().stream()
        .flatMapToDouble(row -> row.stream().mapToDouble(Double::doubleValue));
  }

  private static void cells(HeatFigure figure, Pen pen, Plane plane, Scale scale) {
    Cells cells = Cells.on(plane, figure.xs(), figure.ys());
    Shades shades = new Shades();
    for (int row = 0; row < figure.ys().size(); row++) {
      List<Double> values = figure.values().get(row);
      for (int column = 0; column < values.size(); column++) {
        double share = scale.share(values.get(column));
        if (!Double.isNaN(share)) {
          shades.add(Ramp.level(share), cells.at(row, column, column + 1));
        }
      }
    }
    shades.draw(pen, figure.ramp()::color);
    for (int row = 0; row < figure.ys().size(); row++) {
      int theRow = row;
      IntStream.range(0, figure.xs().size())
          .filter(column -> Double.isNaN(scale.share(figure.values().get(theRow).get(column))))
          .forEach(column -> crossed(pen, cells.at(theRow, column, column + 1)));
    }
  }

  private static void crossed(Pen pen, Rectangle2D cell) {
    pen.fill(cell, Looks.GRID);
    pen.draw(
        new Line2D.Double(cell.getMinX(), cell.getMinY(), cell.getMaxX(), cell.getMaxY()),
        Looks.FAINT,
        Looks.THIN);
    pen.draw(
        new Line2D.Double(cell.getMinX(), cell.getMaxY(), cell.getMaxX(), cell.getMinY()),
        Looks.FAINT,
        Looks.THIN);
  }
}
