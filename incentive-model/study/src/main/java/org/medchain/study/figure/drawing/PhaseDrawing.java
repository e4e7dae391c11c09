package org.medchain.study.figure.drawing;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Stream;
import org.medchain.experiments.drawing.Scale;
import org.medchain.study.figure.BoundaryCurve;
import org.medchain.study.figure.FigurePalette;
import org.medchain.study.figure.FittedScale;
import org.medchain.study.figure.PhaseFigure;
import org.medchain.study.figure.PlanePoint;
import org.medchain.study.figure.drawing.SvgText.SvgTextAnchor;

/** Draws a {@link PhaseFigure}: a square with its arrows, lines and rest points. */
final class PhaseDrawing {
  private static final double BODY = 540;
  private static final double LEFT = 30;

  private PhaseDrawing() {}

  static String draw(PhaseFigure figure) {
    FigureFrame sheet = new FigureFrame(figure.heading(), legend(figure), BODY);
    FigureCanvas pen = sheet.pen();
    double top = sheet.drawingArea().getY();
    double side = BODY - PlotArea.TOP - PlotArea.BOTTOM;
    Rectangle2D box =
        new Rectangle2D.Double(LEFT, top, side + PlotArea.LEFT + PlotArea.RIGHT, BODY);
    Scale x = FittedScale.of(figure.x(), places(figure).mapToDouble(PlanePoint::x));
    Scale y = FittedScale.of(figure.y(), places(figure).mapToDouble(PlanePoint::y));
    PlotArea plane = PlotArea.draw(pen, box, figure.x(), x, figure.y(), y);
    // A little more than the plane: arrows on its edges are drawn whole.
    pen.withClip(plane.paddedArea(9), () -> flow(figure, pen, plane));
    if (!figure.velocities().isEmpty()) {
      ColorBar.draw(
          pen,
          plane.area().getMaxY() - 300,
          300,
          arrows(figure, plane).scale(),
          figure.speed(),
          ArrowField::color);
    }
    figure.restPoints().forEach(rest -> rest(pen, plane, rest));
    return sheet.svg();
  }

  private static FigureLegend legend(PhaseFigure figure) {
    FigureLegend legend =
        new FigureLegend()
            .addRestPoints(figure.restPoints().stream().map(PhaseFigure.PhaseRestPoint::stability));
    for (int k = 0; k < figure.nullclines().size(); k++) {
      legend.addLine(
          figure.nullclines().get(k).name(),
          FigurePalette.color(k + 3),
          FigurePalette.dashes(k + 1, 2));
    }
    if (figure.trajectories().stream().anyMatch(t -> !t.isEmpty())) {
      legend.add(
          "trajectory from its start (dot)",
          (pen, middle) ->
              RestPointMarkers.drawTrajectory(
                  pen,
                  List.of(FigureLegend.dash(middle).getP1(), FigureLegend.dash(middle).getP2())));
    }
    return legend;
  }

  private static Stream<PlanePoint> places(PhaseFigure figure) {
    return Stream.concat(
        figure.velocities().stream().map(PhaseFigure.PhaseVelocity::point),
        figure.trajectories().stream().flatMap(List::stream));
  }

  private static ArrowField arrows(PhaseFigure figure, PlotArea plane) {
    ArrowField arrows = new ArrowField();
    Point2D origin = plane.toPixels(plane.x().low(), plane.y().low());
    for (PhaseFigure.PhaseVelocity flow : figure.velocities()) {
      // The direction on paper, should the axes be of unequal length.
      Point2D moved = plane.toPixels(plane.x().low() + flow.dx(), plane.y().low() + flow.dy());
      arrows.add(
          plane.toPixels(flow.point().x(), flow.point().y()),
          new Point2D.Double(moved.getX() - origin.getX(), moved.getY() - origin.getY()),
          Math.hypot(flow.dx(), flow.dy()));
    }
    return arrows;
  }

  private static void flow(PhaseFigure figure, FigureCanvas pen, PlotArea plane) {
    double rows = Math.max(2, Math.sqrt(figure.velocities().size()));
    arrows(figure, plane).draw(pen, Math.min(60, plane.area().getHeight() / rows), false);
    for (int k = 0; k < figure.nullclines().size(); k++) {
      BoundaryCurve nullcline = figure.nullclines().get(k);
      pen.line(
          plane.toPixels(nullcline.points()),
          FigurePalette.color(k + 3),
          FigurePalette.dashes(k + 1, 2));
      BoundaryCurveDrawing.label(pen, plane, nullcline);
    }
    figure.trajectories().forEach(t -> RestPointMarkers.drawTrajectory(pen, plane.toPixels(t)));
  }

  private static void rest(FigureCanvas pen, PlotArea plane, PhaseFigure.PhaseRestPoint rest) {
    Point2D at = plane.toPixels(rest.point().x(), rest.point().y());
    RestPointMarkers.drawRestPoint(pen, rest.stability(), at);
    if (!rest.label().isEmpty()) {
      boolean right = at.getX() < plane.area().getCenterX() + 60;
      boolean below = at.getY() < plane.area().getMinY() + 30;
      pen.label(
          rest.label(),
          at.getX() + (right ? 11 : -11),
          at.getY() + (below ? 14 : -13),
          FigurePalette.SMALL,
          right ? SvgTextAnchor.START : SvgTextAnchor.END);
    }
  }
}
