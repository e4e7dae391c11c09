package org.medchain.study.figure.drawing;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.medchain.experiments.drawing.Palette;
import org.medchain.experiments.drawing.Scale;
import org.medchain.study.figure.BifurcationFigure;
import org.medchain.study.figure.FigurePalette;
import org.medchain.study.figure.FittedScale;
import org.medchain.study.figure.StabilityClass;
import org.medchain.study.figure.ThresholdLine;

/** Draws a {@link BifurcationFigure}. */
final class BifurcationDrawing {
  private static final double BODY = 420;
  private static final double R = 3.2;

  private BifurcationDrawing() {}

  static String draw(BifurcationFigure figure) {
    FigureFrame sheet = new FigureFrame(figure.heading(), legend(figure), BODY);
    FigureCanvas pen = sheet.pen();
    DoubleStream xs =
        DoubleStream.concat(
            figure.branches().stream().flatMapToDouble(b -> coordinates(b, true)),
            figure.thresholds().stream().mapToDouble(ThresholdLine::value));
    Scale x = FittedScale.of(figure.x(), xs);
    Scale y =
        FittedScale.of(
            figure.y(), figure.branches().stream().flatMapToDouble(b -> coordinates(b, false)));
    PlotArea plane = PlotArea.draw(pen, sheet.drawingArea(), figure.x(), x, figure.y(), y);
    figure.branches().forEach(branch -> branch(pen, plane, branch));
    plane.thresholds(pen, figure.thresholds());
    return sheet.svg();
  }

  private static DoubleStream coordinates(BifurcationFigure.BranchLine branch, boolean x) {
    return branch.points().stream().mapToDouble(p -> x ? p.x() : p.y());
  }

  private static FigureLegend legend(BifurcationFigure figure) {
    FigureLegend legend = new FigureLegend();
    Arrays.stream(StabilityClass.values())
        .forEach(
            s -> {
              if (occurs(figure, s, false)) {
                legend.addLine(s.label(), FigurePalette.color(s), FigurePalette.stroke(s, 2.6f));
              }
              if (occurs(figure, s, true)) {
                legend.add(s.label() + " (found singly)", (pen, middle) -> point(pen, s, middle));
              }
            });
    return legend;
  }

  private static boolean occurs(
      BifurcationFigure figure, StabilityClass stability, boolean discrete) {
    return figure.branches().stream()
        .anyMatch(b -> b.stability() == stability && b.discrete() == discrete);
  }

  private static void branch(
      FigureCanvas pen, PlotArea plane, BifurcationFigure.BranchLine branch) {
    List<Point2D> points = plane.toPixels(branch.points());
    if (branch.discrete()) {
      points.stream()
          .filter(plane::contains)
          .forEach(point -> point(pen, branch.stability(), point));
    } else {
      // A little more than the plane: branches lie on its edge.
      pen.withClip(
          plane.paddedArea(1.5),
          () ->
              pen.line(
                  points,
                  FigurePalette.color(branch.stability()),
                  FigurePalette.stroke(branch.stability(), 2.6f)));
    }
  }

  /** Filled only where stable; the form distinguishes saddles and undecided points. */
  private static void point(FigureCanvas pen, StabilityClass stability, Point2D at) {
    switch (stability) {
      case STABLE, UNSTABLE, CENTRE ->
          pen.marker(
              new Ellipse2D.Double(-R, -R, 2 * R, 2 * R),
              at,
              FigurePalette.color(stability),
              stability == StabilityClass.STABLE);
      case SADDLE ->
          pen.marker(Palette.polygon(0, -4, 4, 3, -4, 3), at, FigurePalette.color(stability), true);
      case NEUTRAL ->
          pen.marker(
              Palette.polygon(0, -4, 4, 0, 0, 4, -4, 0), at, FigurePalette.color(stability), false);
    }
  }
}
