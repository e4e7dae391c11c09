package org.medchain.study.figure.drawing;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.medchain.experiments.drawing.Scale;
import org.medchain.study.figure.ColorRamp;
import org.medchain.study.figure.FigurePalette;
import org.medchain.study.figure.FittedScale;
import org.medchain.study.figure.HeatMapFigure;

/** Draws a {@link HeatMapFigure}. */
final class HeatMapDrawing {
  private static final double BODY = 440;

  private HeatMapDrawing() {}

  static String draw(HeatMapFigure figure) {
    FigureLegend legend = new FigureLegend();
    BoundaryCurveDrawing.legend(legend, figure.borders());
    if (numbers(figure).anyMatch(Double::isNaN)) {
      legend.add(
          "no value",
          (pen, at) -> crossed(pen, new Rectangle2D.Double(at.getX() - 12, at.getY() - 7, 24, 14)));
    }
    FigureFrame sheet = new FigureFrame(figure.heading(), legend, BODY);
    FigureCanvas pen = sheet.pen();
    Rectangle2D body = sheet.drawingArea();
    Rectangle2D box =
        new Rectangle2D.Double(
            0, body.getY(), FigureFrame.WIDTH - ColorBar.WIDTH - 8, body.getHeight());
    Scale x = GridCells.scale(figure.x(), figure.xs());
    Scale y = GridCells.scale(figure.y(), figure.ys());
    PlotArea plane = PlotArea.draw(pen, box, figure.x(), x, figure.y(), y);
    Scale scale = FittedScale.of(figure.scale(), numbers(figure));
    pen.withClip(plane.area(), () -> cells(figure, pen, plane, scale));
    BoundaryCurveDrawing.draw(pen, plane, figure.borders());
    pen.draw(plane.area(), FigurePalette.MUTED, FigurePalette.THIN);
    ColorBar.draw(
        pen,
        plane.area().getMinY(),
        plane.area().getHeight(),
        scale,
        figure.scale().label(),
        ColorRamp::color);
    return sheet.svg();
  }

  private static DoubleStream numbers(HeatMapFigure figure) {
    return figure.values().stream()
        .flatMapToDouble(row -> row.stream().mapToDouble(Double::doubleValue));
  }

  private static void cells(HeatMapFigure figure, FigureCanvas pen, PlotArea plane, Scale scale) {
    GridCells cells = GridCells.of(plane, figure.xs(), figure.ys());
    ColoredShapes shades = new ColoredShapes();
    for (int row = 0; row < figure.ys().size(); row++) {
      List<Double> values = figure.values().get(row);
      for (int column = 0; column < values.size(); column++) {
        double share = scale.share(values.get(column));
        if (!Double.isNaN(share)) {
          shades.add(ColorRamp.level(share), cells.at(row, column, column + 1));
        }
      }
    }
    shades.draw(pen, ColorRamp::color);
    for (int row = 0; row < figure.ys().size(); row++) {
      int theRow = row;
      IntStream.range(0, figure.xs().size())
          .filter(column -> Double.isNaN(scale.share(figure.values().get(theRow).get(column))))
          .forEach(column -> crossed(pen, cells.at(theRow, column, column + 1)));
    }
  }

  private static void crossed(FigureCanvas pen, Rectangle2D cell) {
    pen.fill(cell, FigurePalette.GRID);
    pen.draw(
        new Line2D.Double(cell.getMinX(), cell.getMinY(), cell.getMaxX(), cell.getMaxY()),
        FigurePalette.MUTED,
        FigurePalette.THIN);
    pen.draw(
        new Line2D.Double(cell.getMinX(), cell.getMaxY(), cell.getMaxX(), cell.getMinY()),
        FigurePalette.MUTED,
        FigurePalette.THIN);
  }
}
