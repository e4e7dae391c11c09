package org.medchain.study.figure.drawing;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.medchain.experiments.drawing.Scale;
import org.medchain.experiments.drawing.Tick;
import org.medchain.study.figure.BarFigure;
import org.medchain.study.figure.FigurePalette;
import org.medchain.study.figure.FittedScale;

/** Draws a {@link BarFigure}: lying bars, so that long names stand level beside them. */
final class BarDrawing {
  private static final double ROW = 17;
  private static final double GAP = 14;

  private BarDrawing() {}

  static String draw(BarFigure figure) {
    int groups = Math.max(1, figure.groups().size());
    int categories = figure.categories().size();
    double band = groups * ROW + GAP;
    double body = Math.max(1, categories) * band + PlotArea.TOP + PlotArea.BOTTOM;
    FigureFrame sheet = new FigureFrame(figure.heading(), legend(figure), body);
    FigureCanvas pen = sheet.pen();
    Scale x =
        FittedScale.of(
            figure.axis(),
            DoubleStream.concat(
                DoubleStream.of(0),
                figure.groups().stream()
                    .flatMap(g -> g.bars().stream())
                    .filter(b -> !Double.isNaN(b.value()))
                    .flatMapToDouble(b -> DoubleStream.of(b.low(), b.value(), b.high()))));
    // The first category is on top.
    Scale y = new Scale(false, -Math.max(1, categories) + 0.5, 0.5);
    List<Tick> names = new ArrayList<>();
    for (int i = 0; i < categories; i++) {
      names.add(new Tick(-i, figure.categories().get(i)));
    }
    PlotArea plane =
        PlotArea.draw(pen, sheet.drawingArea(), figure.axis().label(), x, "", y, names);
    for (int k = 0; k < figure.groups().size(); k++) {
      for (int i = 0; i < categories; i++) {
        double middle = plane.toPixels(0, -i).getY() + (k - (groups - 1) / 2.0) * ROW;
        bar(pen, plane, k, figure.groups().get(k).bars().get(i), middle);
      }
    }
    return sheet.svg();
  }

  private static FigureLegend legend(BarFigure figure) {
    FigureLegend legend = new FigureLegend();
    for (int k = 0; k < figure.groups().size(); k++) {
      int group = k;
      legend.add(
          figure.groups().get(k).name(),
          (pen, at) ->
              box(pen, group, new Rectangle2D.Double(at.getX() - 16, at.getY() - 7, 32, 14)));
    }
    return legend.addNote(figure.interval());
  }

  /** Plain, hatched, dotted …: groups are distinguishable without colour. */
  private static void box(FigureCanvas pen, int group, Rectangle2D box) {
    Hatching.fill(pen, box, group == 0 ? 0 : group);
    if (group == 0) {
      pen.fill(box, FigurePalette.color(0));
    }
    pen.draw(box, FigurePalette.INK, FigurePalette.stroke(0.8f));
  }

  private static void bar(
      FigureCanvas pen, PlotArea plane, int group, BarFigure.IntervalBar bar, double middle) {
    if (Double.isNaN(bar.value())) {
      return;
    }
    double zero = clamped(plane, plane.x().logarithmic() ? Double.NaN : 0);
    double end = clamped(plane, bar.value());
    if (zero != end) {
      box(
          pen,
          group,
          new Rectangle2D.Double(
              Math.min(zero, end), middle - ROW / 2 + 2, Math.abs(end - zero), ROW - 4));
    }
    if (bar.low() < bar.high()) {
      Point2D low = new Point2D.Double(clamped(plane, bar.low()), middle);
      Point2D high = new Point2D.Double(clamped(plane, bar.high()), middle);
      // White beneath, since the bar may be dark.
      pen.draw(new Line2D.Double(low, high), Color.WHITE, FigurePalette.stroke(3.4f));
      pen.draw(new Line2D.Double(low, high), FigurePalette.INK, FigurePalette.stroke(1.4f));
      for (Point2D cap : List.of(low, high)) {
        pen.draw(
            new Line2D.Double(cap.getX(), middle - 4, cap.getX(), middle + 4),
            FigurePalette.INK,
            FigurePalette.stroke(1.4f));
      }
    }
  }

  private static double clamped(PlotArea plane, double value) {
    double x = plane.toPixels(value, 0).getX();
    return Double.isNaN(x)
        ? plane.area().getMinX()
        : Math.clamp(x, plane.area().getMinX(), plane.area().getMaxX());
  }
}
