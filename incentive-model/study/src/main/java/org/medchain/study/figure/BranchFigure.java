package org.medchain.study.figure;

import java.awt.geom.Point2D;
import java.util.List;
import java.util.stream.DoubleStream;
import org.medchain.game.dynamics.BifurcationBranch;
import org.medchain.game.dynamics.BifurcationBranch.BranchPoint;

/** Bifurcation diagram: rest points, and what becomes of deviations from them. */
public final class BranchFigure {
  private static final double BODY = 420;
  private static final float WIDTH = 2.6f;

  private BranchFigure() {}

  /**
   * The figure.
   *
   * @param branches along the parameter of x
   * @param place number of the strategy whose share is y
   */
  public static GameFigure of(
      FigureHeading heading,
      FigureAxis xAxis,
      FigureAxis yAxis,
      List<BifurcationBranch> branches,
      int place) {
    List<BranchPoint> all = branches.stream().flatMap(each -> each.points().stream()).toList();
    FigureLegend legend =
        new FigureLegend()
            .addEach(
                all.stream().map(BranchFigure::stability),
                "",
                s ->
                    (pen, middle) -> pen.draw(FigureLegend.dash(middle), s.color, s.stroke(WIDTH)));
    return GameFigure.onPlane(
        heading,
        legend,
        BODY,
        xAxis,
        xAxis.fit(all.stream().mapToDouble(BranchPoint::parameter)),
        yAxis,
        yAxis.fit(DoubleStream.empty()),
        (pen, plane) ->
            // A little more than the plane: branches lie on its edge.
            pen.withClip(
                plane.paddedArea(1.5),
                () -> branches.forEach(each -> draw(pen, plane, each, place))));
  }

  private static StabilityClass stability(BranchPoint at) {
    return StabilityClass.of(at.point().stability());
  }

  /** A line changes its looks where the stability does; the two parts meet there. */
  private static void draw(FigureCanvas pen, PlotArea plane, BifurcationBranch branch, int place) {
    List<BranchPoint> points = branch.points();
    int from = 0;
    for (int at = 1; at <= points.size(); at++) {
      StabilityClass looks = stability(points.get(from));
      if (at == points.size() || stability(points.get(at)) != looks) {
        List<Point2D> line =
            points.subList(from, Math.min(at + 1, points.size())).stream()
                .map(each -> plane.toPixels(each.parameter(), each.point().state()[place]))
                .toList();
        pen.line(line, looks.color, looks.stroke(WIDTH));
        from = at;
      }
    }
  }
}
