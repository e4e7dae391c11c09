package org.medchain.study.figure;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Stream;
import org.medchain.study.figure.Words.Anchor;

/** Draws a {@link PhaseFigure}: a square with its arrows, lines and rest points. */
final class PhaseDrawing {
  private static final double BODY = 540;
  private static final double LEFT = 30;

  private PhaseDrawing() {}

  static String draw(PhaseFigure figure) {
    Sheet sheet = new Sheet(figure.heading(), legend(figure), BODY);
    Pen pen = sheet.pen();
    double top = sheet.body().getY();
    double side = BODY - Plane.TOP - Plane.BOTTOM;
    Rectangle2D box = new Rectangle2D.Double(LEFT, top, side + Plane.LEFT + Plane.RIGHT, BODY);
    Scale x = Scale.of(figure.x(), places(figure).mapToDouble(Place::x));
    Scale y = Scale.of(figure.y(), places(figure).mapToDouble(Place::y));
    Plane plane = Plane.draw(pen, box, figure.x(), x, figure.y(), y);
    // A little more than the plane: arrows on its edges are drawn whole.
    pen.inside(plane.around(9), () -> flow(figure, pen, plane));
    if (!figure.flow().isEmpty()) {
      ColorBar.draw(
          pen,
          plane.area().getMaxY() - 300,
          300,
          arrows(figure, plane).scale(),
          figure.speed(),
          Arrows::color);
    }
    figure.rests().forEach(rest -> rest(pen, plane, rest));
    return sheet.svg();
  }

  private static Legend legend(PhaseFigure figure) {
    Legend legend = new Legend().rests(figure.rests().stream().map(PhaseFigure.Rest::stability));
    for (int k = 0; k < figure.nullclines().size(); k++) {
      legend.line(figure.nullclines().get(k).name(), Looks.color(k + 3), Looks.dashes(k + 1, 2));
    }
    if (figure.trajectories().stream().anyMatch(t -> !t.isEmpty())) {
      legend.add(
          "trajectory from its start (dot)",
          (pen, middle) ->
              Marks.trajectory(
                  pen, List.of(Legend.dash(middle).getP1(), Legend.dash(middle).getP2())));
    }
    return legend;
  }

  private static Stream<Place> places(PhaseFigure figure) {
    return Stream.concat(
        figure.flow().stream().map(PhaseFigure.Flow::at),
        figure.trajectories().stream().flatMap(List::stream));
  }

  private static Arrows arrows(PhaseFigure figure, Plane plane) {
    Arrows arrows = new Arrows();
    Point2D origin = plane.at(plane.x().low(), plane.y().low());
    for (PhaseFigure.Flow flow : figure.flow()) {
      // The direction on paper, should the axes be of unequal length.
      Point2D moved = plane.at(plane.x().low() + flow.dx(), plane.y().low() + flow.dy());
      arrows.add(
          plane.at(flow.at().x(), flow.at().y()),
          new Point2D.Double(moved.getX() - origin.getX(), moved.getY() - origin.getY()),
          Math.hypot(flow.dx(), flow.dy()));
    }
    return arrows;
  }

  private static void flow(PhaseFigure figure, Pen pen, Plane plane) {
    double rows = Math.max(2, Math.sqrt(figure.flow().size()));
    arrows(figure, plane).draw(pen, Math.min(60, plane.area().getHeight() / rows), false);
    for (int k = 0; k < figure.nullclines().size(); k++) {
      Border nullcline = figure.nullclines().get(k);
      pen.line(plane.at(nullcline.points()), Looks.color(k + 3), Looks.dashes(k + 1, 2));
      BorderDrawing.label(pen, plane, nullcline);
    }
    figure.trajectories().forEach(t -> Marks.trajectory(pen, plane.at(t)));
  }

  private static void rest(Pen pen, Plane plane, PhaseFigure.Rest rest) {
    Point2D at = plane.at(rest.at().x(), rest.at().y());
    Marks.rest(pen, rest.stability(), at);
    if (!rest.label().isEmpty()) {
      boolean right = at.getX() < plane.area().getCenterX() + 60;
      boolean below = at.getY() < plane.area().getMinY() + 30;
      pen.label(
          rest.label(),
          at.getX() + (right ? 11 : -11),
          at.getY() + (below ? 14 : -13),
          Looks.SMALL,
          right ? Anchor.START : Anchor.END);
    }
  }
}
