package org.medchain.study.figure;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.medchain.experiments.drawing.Scale;
import org.medchain.game.dynamics.PhasePortrait;
import org.medchain.game.dynamics.PopulationFlow;
import org.medchain.game.dynamics.RestPoint;
import org.medchain.game.dynamics.Trajectory;

/**
 * Where a dynamic moves: gradient of selection of two strategies, flow on the simplex of three,
 * phase portrait of two populations with two actions each.
 *
 * @param flow of the dynamic
 * @param points its rest points
 * @param paths trajectories from their starts
 */
public record FlowFigure(PopulationFlow flow, List<RestPoint> points, List<Trajectory> paths) {
  private static final int ARROWS = 15;
  private static final int CURVE = 200;
  private static final double GRADIENT_BODY = 400;
  private static final double SQUARE_BODY = 540;
  private static final double SQUARE_LEFT = 30;

  private List<RestPoint> isolated() {
    return points.stream().filter(each -> each.dimension() == 0).toList();
  }

  private static StabilityClass stability(RestPoint point) {
    return StabilityClass.of(point.stability());
  }

  private FigureLegend legend(List<RestPoint> continua, List<Trajectory> drawn) {
    FigureLegend legend =
        new FigureLegend()
            .addEach(isolated().stream().map(FlowFigure::stability), "", s -> s::mark)
            .addEach(
                continua.stream().map(FlowFigure::stability),
                "line of rest points, ",
                s -> (pen, middle) -> continuum(pen, s, FigureLegend.ends(middle)));
    return drawn.isEmpty()
        ? legend
        : legend.add(
            "trajectory from its start (dot)",
            (pen, middle) -> FlowMarks.trajectory(pen, FigureLegend.ends(middle)));
  }

  /** How fast the share of the first of two strategies changes, at each share. */
  public GameFigure gradient(FigureHeading heading, String strategy) {
    // The portrait begins with the whole population.
    List<Point2D.Double> curve =
        PhasePortrait.selectionGradient(flow, CURVE).arrows().reversed().stream()
            .map(each -> new Point2D.Double(each.state()[0], each.velocity()[0]))
            .toList();
    FigureAxis xAxis = FigureAxis.share("share of '" + strategy + "'");
    FigureAxis yAxis = FigureAxis.linear("its change per unit of time");
    // With 0, because the figure shows the sign, and with room on both sides of it.
    double most = curve.stream().mapToDouble(each -> Math.abs(each.y)).max().orElseThrow();
    double room = 0.12 * (most > 0 ? most : 1);
    Scale y =
        yAxis.fit(
            DoubleStream.concat(
                curve.stream().mapToDouble(Point2D::getY), DoubleStream.of(-room, room)));
    return GameFigure.onPlane(
        heading,
        legend(List.of(), List.of()),
        GRADIENT_BODY,
        xAxis,
        xAxis.fit(DoubleStream.of(0, 1)),
        yAxis,
        y,
        (pen, plane) -> {
          Point2D zero = plane.toPixels(0, 0);
          pen.draw(
              new Line2D.Double(zero, new Point2D.Double(plane.area().getMaxX(), zero.getY())),
              FigurePalette.MUTED,
              FigurePalette.stroke(1.2f));
          pen.withClip(
              plane.area(),
              () -> pen.line(plane.toPixels(curve), FigurePalette.INK, FigurePalette.stroke(2.2f)));
          directions().forEach(arrow -> arrow.draw(pen, plane));
          isolated().forEach(each -> stability(each).mark(pen, plane.toPixels(each.state()[0], 0)));
        });
  }

  /** An arrow on the axis: its place, and the sign of the change there. */
  record SelectionArrow(double share, double sign) {
    void draw(FigureCanvas pen, PlotArea plane) {
      Point2D middle = plane.toPixels(share, 0);
      pen.arrow(
          new Point2D.Double(middle.getX() - 13 * sign, middle.getY()),
          new Point2D.Double(middle.getX() + 13 * sign, middle.getY()),
          FigurePalette.INK,
          2.4f,
          13);
    }
  }

  /** In the middle between neighbouring rest points, where the share moves. */
  List<SelectionArrow> directions() {
    double[] ends =
        DoubleStream.concat(
                DoubleStream.of(0, 1), isolated().stream().mapToDouble(each -> each.state()[0]))
            .sorted()
            .distinct()
            .toArray();
    return IntStream.range(1, ends.length)
        .mapToDouble(i -> (ends[i - 1] + ends[i]) / 2)
        .mapToObj(
            at -> new SelectionArrow(at, Math.signum(flow.velocity(new double[] {at, 1 - at})[0])))
        .filter(arrow -> arrow.sign() != 0)
        .toList();
  }

  /** Arrows show to where the population moves, and how fast. */
  public GameFigure simplex(FigureHeading heading, List<String> strategies) {
    List<RestPoint> continua = points.stream().filter(each -> each.dimension() > 0).toList();
    return new GameFigure(
        heading,
        legend(continua, paths),
        SimplexTriangle.BODY,
        (pen, area) -> {
          SimplexTriangle triangle = SimplexTriangle.in(area);
          pen.draw(triangle.outline(), FigurePalette.INK, FigurePalette.stroke(1.4f));
          List<FlowMarks.DrawnArrow> arrows =
              PhasePortrait.vectorField(flow, ARROWS).arrows().stream()
                  .map(each -> FlowMarks.DrawnArrow.of(each, triangle::toPixels))
                  .toList();
          FlowMarks.arrows(pen, arrows, triangle.side() / ARROWS);
          FlowMarks.bar(pen, arrows, triangle.bottom());
          continua.forEach(
              each -> continuum(pen, stability(each), triangle.toPixels(each.corners())));
          paths.forEach(each -> FlowMarks.trajectory(pen, triangle.toPixels(each.states())));
          isolated().forEach(each -> stability(each).mark(pen, triangle.toPixels(each.state())));
          triangle.drawCornerNames(pen, strategies);
        });
  }

  private static void continuum(FigureCanvas pen, StabilityClass stability, List<Point2D> points) {
    pen.line(points, Color.WHITE, FigurePalette.stroke(8));
    pen.line(points, stability.color, stability.stroke(5));
  }

  /** Each point is a pair of populations. */
  public GameFigure square(FigureHeading heading, String first, String second) {
    FigureAxis xAxis = FigureAxis.share("share of '" + first + "'");
    FigureAxis yAxis = FigureAxis.share("share of '" + second + "'");
    double side = SQUARE_BODY - PlotArea.TOP - PlotArea.BOTTOM;
    return new GameFigure(
        heading,
        legend(List.of(), paths),
        SQUARE_BODY,
        (pen, area) -> {
          Rectangle2D box =
              new Rectangle2D.Double(
                  SQUARE_LEFT, area.getY(), side + PlotArea.LEFT + PlotArea.RIGHT, SQUARE_BODY);
          PlotArea plane =
              PlotArea.draw(
                  pen,
                  box,
                  xAxis.label(),
                  xAxis.fit(DoubleStream.empty()),
                  yAxis.label(),
                  yAxis.fit(DoubleStream.empty()));
          List<FlowMarks.DrawnArrow> arrows =
              PhasePortrait.onSquare(flow, ARROWS).arrows().stream()
                  .map(each -> FlowMarks.DrawnArrow.of(each, at -> plane.toPixels(at[0], at[1])))
                  .toList();
          // A little more than the plane: arrows on its edges are drawn whole.
          pen.withClip(
              plane.paddedArea(9),
              () -> {
                double spacing = plane.area().getHeight() / Math.sqrt(arrows.size());
                FlowMarks.arrows(pen, arrows, spacing);
                paths.forEach(each -> FlowMarks.trajectory(pen, pixels(plane, each.states())));
              });
          FlowMarks.bar(pen, arrows, plane.area().getMaxY());
          isolated()
              .forEach(
                  each ->
                      stability(each).mark(pen, plane.toPixels(each.state()[0], each.state()[2])));
        });
  }

  private static List<Point2D> pixels(PlotArea plane, List<double[]> states) {
    return states.stream().map(at -> plane.toPixels(at[0], at[2])).toList();
  }
}
