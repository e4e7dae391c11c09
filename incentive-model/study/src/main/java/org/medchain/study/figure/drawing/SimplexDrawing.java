package org.medchain.study.figure.drawing;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.medchain.experiments.drawing.Palette;
import org.medchain.experiments.drawing.Scale;
import org.medchain.study.figure.ColorRamp;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FigurePalette;
import org.medchain.study.figure.FittedScale;
import org.medchain.study.figure.SimplexFigure;
import org.medchain.study.figure.SimplexGrid;
import org.medchain.study.figure.SimplexPoint;
import org.medchain.study.figure.StabilityClass;
import org.medchain.study.figure.drawing.SvgText.SvgTextAnchor;

/**
 * Draws a {@link SimplexFigure}: shades, arrows, lines of rest points, trajectories, rest points.
 */
final class SimplexDrawing {
  private final SimplexFigure figure;
  private final FigureFrame sheet;
  private final FigureCanvas pen;
  private final SimplexTriangle triangle;

  private SimplexDrawing(SimplexFigure figure) {
    this.figure = figure;
    this.sheet = new FigureFrame(figure.heading(), legend(figure), SimplexTriangle.BODY);
    this.pen = sheet.pen();
    this.triangle = SimplexTriangle.on(sheet);
  }

  static String draw(SimplexFigure figure) {
    SimplexDrawing drawing = new SimplexDrawing(figure);
    drawing.background();
    drawing.pen.draw(drawing.triangle.outline(), FigurePalette.INK, FigurePalette.stroke(1.4f));
    drawing.arrows();
    drawing.lines();
    drawing.rests();
    drawing.triangle.drawCornerNames(drawing.pen, figure.strategies());
    return drawing.sheet.svg();
  }

  private static FigureLegend legend(SimplexFigure figure) {
    FigureLegend legend = new FigureLegend();
    legend.addRestPoints(
        figure.restPoints().stream().map(SimplexFigure.SimplexRestPoint::stability));
    figure.continua().stream()
        .map(SimplexFigure.RestPointContinuum::stability)
        .distinct()
        .sorted()
        .forEach(
            s ->
                legend.add(
                    "line of rest points, " + s.label(),
                    (pen, middle) -> continuum(pen, s, ends(FigureLegend.dash(middle)))));
    if (figure.trajectories().stream().anyMatch(t -> !t.isEmpty())) {
      legend.add(
          "trajectory from its start (dot)",
          (pen, middle) -> RestPointMarkers.drawTrajectory(pen, ends(FigureLegend.dash(middle))));
    }
    return legend;
  }

  private static List<Point2D> ends(Line2D line) {
    return List.of(line.getP1(), line.getP2());
  }

  private void background() {
    if (figure.shades().isEmpty()) {
      return;
    }
    Scale scale =
        FittedScale.of(
            FigureAxis.linear(""),
            Stream.concat(Stream.of(0.0), figure.shades().stream())
                .mapToDouble(Double::doubleValue));
    SimplexGrid grid = SimplexGrid.ofSize(figure.shades().size(), "shades");
    List<SimplexPoint> points = grid.points();
    ColoredShapes shades = new ColoredShapes();
    for (int i = 0; i < grid.steps(); i++) {
      for (int j = 0; j < grid.steps() - i; j++) {
        // Two triangles with a side in common; the second exists except at the edge.
        int a = grid.index(i, j);
        int b = grid.index(i, j + 1);
        int c = grid.index(i + 1, j);
        shade(shades, scale, points, a, b, c);
        if (j + 1 < grid.steps() - i) {
          shade(shades, scale, points, b, c, grid.index(i + 1, j + 1));
        }
      }
    }
    // The palest half only: arrows and marks are on it.
    shades.draw(pen, SimplexDrawing::pale);
    bar(scale, true);
  }

  private static Color pale(int level) {
    return ColorRamp.color(level / 2);
  }

  private void shade(ColoredShapes shades, Scale scale, List<SimplexPoint> points, int... corners) {
    double mean = 0;
    double[] xy = new double[6];
    for (int k = 0; k < 3; k++) {
      mean += figure.shades().get(corners[k]) / 3;
      Point2D at = triangle.toPixels(points.get(corners[k]));
      xy[2 * k] = at.getX();
      xy[2 * k + 1] = at.getY();
    }
    shades.add(ColorRamp.level(scale.share(mean)), Palette.polygon(xy));
  }

  private void arrows() {
    ArrowField arrows = new ArrowField();
    figure
        .velocities()
        .forEach(
            flow ->
                arrows.add(
                    triangle.toPixels(flow.point()), triangle.direction(flow), flow.speed()));
    boolean plain = !figure.shades().isEmpty();
    // As if the arrows were on the smallest grid that has as many points.
    double steps = Math.max(1, (Math.sqrt(8.0 * figure.velocities().size() + 1) - 3) / 2);
    arrows.draw(pen, Math.min(60, triangle.side() / steps), plain);
    if (!plain && !figure.velocities().isEmpty()) {
      bar(arrows.scale(), false);
    }
  }

  private void bar(Scale scale, boolean background) {
    double height = 300;
    ColorBar.draw(
        pen,
        triangle.bottom() - height,
        height,
        scale,
        figure.speed(),
        background ? SimplexDrawing::pale : ArrowField::color);
  }

  private void lines() {
    figure.continua().forEach(c -> continuum(pen, c.stability(), triangle.toPixels(c.points())));
    figure.trajectories().forEach(t -> RestPointMarkers.drawTrajectory(pen, triangle.toPixels(t)));
  }

  private static void continuum(FigureCanvas pen, StabilityClass stability, List<Point2D> points) {
    pen.line(points, Color.WHITE, FigurePalette.stroke(8));
    pen.line(points, FigurePalette.color(stability), FigurePalette.stroke(stability, 5));
  }

  private void rests() {
    List<Point2D> taken = new ArrayList<>();
    for (SimplexFigure.SimplexRestPoint rest : figure.restPoints()) {
      Point2D at = triangle.toPixels(rest.point());
      RestPointMarkers.drawRestPoint(pen, rest.stability(), at);
      if (!rest.label().isEmpty()) {
        label(rest.label(), at, taken);
      }
      taken.add(at);
    }
  }

  /** Beside the mark, on the side away from the nearest edge. */
  private void label(String label, Point2D at, List<Point2D> taken) {
    boolean below = taken.stream().anyMatch(t -> t.distance(at) < 24);
    boolean right = at.getX() < triangle.left() + triangle.side() * 0.75;
    pen.label(
        label,
        at.getX() + (right ? 11 : -11),
        at.getY() + (below ? 13 : -11),
        FigurePalette.SMALL,
        right ? SvgTextAnchor.START : SvgTextAnchor.END);
  }
}
