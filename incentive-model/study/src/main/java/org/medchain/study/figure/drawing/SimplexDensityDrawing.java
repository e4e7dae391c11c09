package org.medchain.study.figure.drawing;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.DoubleStream;
import org.medchain.experiments.drawing.Scale;
import org.medchain.study.figure.ColorRamp;
import org.medchain.study.figure.FigurePalette;
import org.medchain.study.figure.FittedScale;
import org.medchain.study.figure.SimplexDensityFigure;
import org.medchain.study.figure.SimplexGrid;

/**
 * Draws a {@link SimplexDensityFigure}: rows of bricks, one for each state, the row's height above
 * the base being the count of the third strategy.
 */
final class SimplexDensityDrawing {
  private static final double DECADES = 8;

  private SimplexDensityDrawing() {}

  static String draw(SimplexDensityFigure figure) {
    FigureFrame sheet = new FigureFrame(figure.heading(), new FigureLegend(), SimplexTriangle.BODY);
    FigureCanvas pen = sheet.pen();
    SimplexTriangle triangle = SimplexTriangle.on(sheet);
    Scale scale = scale(figure);
    if (figure.masses().isEmpty()) {
      pen.draw(triangle.outline(), FigurePalette.INK, FigurePalette.THIN);
    } else {
      StateBricks bricks = new StateBricks(triangle, figure.masses());
      bricks.shades(scale).draw(pen, ColorRamp::color);
      pen.draw(bricks.outline(), FigurePalette.MUTED, FigurePalette.stroke(0.8f));
    }
    ColorBar.draw(
        pen, triangle.bottom() - 300, 300, scale, figure.scale().label(), ColorRamp::color);
    triangle.drawCornerNames(pen, figure.strategies());
    return sheet.svg();
  }

  static Scale scale(SimplexDensityFigure figure) {
    DoubleStream masses = figure.masses().stream().mapToDouble(Double::doubleValue);
    if (!figure.scale().logarithmic()) {
      return FittedScale.of(figure.scale(), DoubleStream.concat(DoubleStream.of(0), masses));
    }
    Scale fitted = FittedScale.of(figure.scale(), masses);
    boolean open = Double.isNaN(figure.scale().low());
    return open && fitted.high() - fitted.low() > DECADES
        ? new Scale(true, fitted.high() - DECADES, fitted.high())
        : fitted;
  }

  /** The bricks; their rows are the triangle's, cut at the states rather than between them. */
  private record StateBricks(SimplexTriangle triangle, SimplexGrid grid, List<Double> masses) {
    StateBricks(SimplexTriangle triangle, List<Double> masses) {
      this(triangle, SimplexGrid.ofSize(masses.size(), "masses"), masses);
    }

    private double width() {
      return triangle.side() / (grid.steps() + 1);
    }

    private Rectangle2D row(int third, int from, int to) {
      double height = (triangle.bottom() - triangle.top()) / (grid.steps() + 1);
      double left = triangle.left() + width() * (third / 2.0 + from);
      return new Rectangle2D.Double(
          left, triangle.bottom() - (third + 1) * height, width() * (to - from), height);
    }

    /** Neighbours of one colour become one brick: a large population has 20,000 states. */
    ColoredShapes shades(Scale scale) {
      ColoredShapes shades = new ColoredShapes();
      for (int third = 0; third <= grid.steps(); third++) {
        int from = 0;
        int states = grid.steps() - third + 1;
        for (int second = 1; second <= states; second++) {
          int level = level(scale, third, from);
          if (second == states || level(scale, third, second) != level) {
            shades.add(level, row(third, from, second));
            from = second;
          }
        }
      }
      return shades;
    }

    private int level(Scale scale, int third, int second) {
      double mass = masses.get(grid.index(grid.steps() - third - second, second));
      double share = scale.share(mass);
      // No logarithm of 0: less than everything else.
      return Double.isNaN(share) ? 0 : ColorRamp.level(share);
    }

    /** Up the left side and down the right, along the bricks. */
    Path2D outline() {
      if (grid.steps() > 60) {
        // Steps of a pixel would only look ragged.
        return triangle.outline();
      }
      Path2D path = new Path2D.Double();
      path.moveTo(triangle.left(), triangle.bottom());
      for (int third = 0; third <= grid.steps(); third++) {
        Rectangle2D row = row(third, 0, grid.steps() - third + 1);
        path.lineTo(row.getMinX(), row.getMaxY());
        path.lineTo(row.getMinX(), row.getMinY());
      }
      for (int third = grid.steps(); third >= 0; third--) {
        Rectangle2D row = row(third, 0, grid.steps() - third + 1);
        path.lineTo(row.getMaxX(), row.getMinY());
        path.lineTo(row.getMaxX(), row.getMaxY());
      }
      path.closePath();
      return path;
    }
  }
}
