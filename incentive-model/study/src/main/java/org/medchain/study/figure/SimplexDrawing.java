package org.medchain.study.figure;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.medchain.study.figure.Words.Anchor;

/**
 * Draws a {@link SimplexFigure}: shades, arrows, lines of rest points, trajectories, rest points.
 */
final class SimplexDrawing {
  private final SimplexFigure figure;
  private final Sheet sheet;
  private final Pen pen;
  private final Triangle triangle;

  private SimplexDrawing(SimplexFigure figure) {
    this.figure = figure;
    this.sheet = new Sheet(figure.heading(), legend(figure), Triangle.BODY);
    this.pen = sheet.pen();
    this.triangle = Triangle.on(sheet);
  }

  static String draw(SimplexFigure figure) {
    SimplexDrawing drawing = new SimplexDrawing(figure);
    drawing.background();
    drawing.pen.draw(drawing.triangle.outline(), Looks.INK, Looks.stroke(1.4f));
    drawing.arrows();
    drawing.lines();
    drawing.rests();
    drawing.triangle.names(drawing.pen, figure.strategies());
    return drawing.sheet.svg();
  }

  private static Legend legend(SimplexFigure figure) {
    Legend legend = new Legend();
    legend.rests(figure.rests().stream().map(SimplexFigure.Rest::stability));
    figure.continua().stream()
        .map(SimplexFigure.Continuum::stability)
        .distinct()
        .sorted()
        .forEach(
            s ->
                legend.add(
                    "line of rest points, " + s.words(),
                    (pen, middle) -> continuum(pen, s, ends(Legend.dash(middle)))));
    if (figure.trajectories().stream().anyMatch(t -> !t.isEmpty())) {
      legend.add(
          "trajectory from its start (dot)",
          (pen, middle) -> Marks.trajectory(pen, ends(Legend.dash(middle))));
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
        Scale.of(
            Axis.fitted(""),
            Stream.concat(Stream.of(0.0), figure.shades().stream())
                .mapToDouble(Double::doubleValue));
    SimplexGrid grid = SimplexGrid.ofSize(figure.shades().size(), "shades");
    List<Mix> points = grid.points();
    Shades shades = new Shades();
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
    // The palest half only: arrows and marks stand on it.
    shades.draw(pen, SimplexDrawing::pale);
    bar(scale, true);
  }

  private static Color pale(int level) {
    return Ramp.SEQUENTIAL.color(level / 2);
  }

  private void shade(Shades shades, Scale scale, List<Mix> points, int... corners) {
    double mean = 0;
    double[] xy = new double[6];
    for (int k = 0; k < 3; k++) {
      mean += figure.shades().get(corners[k]) / 3;
      Point2D at = triangle.at(points.get(corners[k]));
      xy[2 * k] = at.getX();
      xy[2 * k + 1] = at.getY();
    }
    shades.add(Ramp.level(scale.share(mean)), Looks.polygon(xy));
  }

  private void arrows() {
    Arrows arrows = new Arrows();
    figure
        .flow()
        .forEach(
            flow -> arrows.add(triangle.at(flow.at()), triangle.direction(flow), flow.speed()));
    boolean plain = !figure.shades().isEmpty();
    // As if the arrows were on the smallest grid that has as many points.
    double steps = Math.max(1, (Math.sqrt(8.0 * figure.flow().size() + 1) - 3) / 2);
    arrows.draw(pen, Math.min(60, triangle.side() / steps), plain);
    if (!plain && !figure.flow().isEmpty()) {
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
        background ? SimplexDrawing::pale : Arrows::color);
  }

  private void lines() {
    figure.continua().forEach(c -> continuum(pen, c.stability(), triangle.at(c.points())));
    figure.trajectories().forEach(t -> Marks.trajectory(pen, triangle.at(t)));
  }

  private static void continuum(Pen pen, Stability stability, List<Point2D> points) {
    pen.line(points, Color.WHITE, Looks.stroke(8));
    pen.line(points, Looks.color(stability), Looks.stroke(stability, 5));
  }

  private void rests() {
    List<Point2D> taken = new ArrayList<>();
    for (SimplexFigure.Rest rest : figure.rests()) {
      Point2D at = triangle.at(rest.at());
      Marks.rest(pen, rest.stability(), at);
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
        Looks.SMALL,
        right ? Anchor.START : Anchor.END);
  }
}
