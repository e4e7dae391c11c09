package org.medchain.study.figure;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.medchain.experiments.drawing.Scale;
import org.medchain.experiments.drawing.Tick;
import org.medchain.game.random.IntervalEstimate;

/**
 * Bars with intervals, a group of them for each category: sensitivity indices, first order and
 * total, of each parameter. Lying bars, so that long names are level beside them.
 */
public final class BarFigure {
  private static final double ROW = 17;
  private static final double GAP = 14;

  private BarFigure() {}

  /** Bars of one meaning. */
  public record BarGroup(String name, List<IntervalBar> bars) {
    public BarGroup {
      bars = List.copyOf(bars);
    }

    /** Bars of estimates. */
    public static BarGroup of(String name, List<IntervalEstimate> estimates) {
      return new BarGroup(
          name,
          estimates.stream()
              .map(
                  each ->
                      new IntervalBar(
                          each.mean(),
                          Math.min(each.low(), each.mean()),
                          Math.max(each.high(), each.mean())))
              .toList());
    }

    /** Bars of values without intervals. */
    public static BarGroup exact(String name, List<Double> values) {
      return new BarGroup(
          name, values.stream().map(each -> new IntervalBar(each, each, each)).toList());
    }
  }

  /** A value with its interval; without one, {@code low} and {@code high} are the value. */
  public record IntervalBar(double value, double low, double high) {}

  /**
   * The figure.
   *
   * @param categories names, from top to bottom
   * @param interval the kind of intervals; may be empty where there are none
   * @param groups at most eight, each with a bar for each category
   */
  public static GameFigure of(
      FigureHeading heading,
      FigureAxis axis,
      List<String> categories,
      String interval,
      List<BarGroup> groups) {
    double band = groups.size() * ROW + GAP;
    Scale x =
        axis.fit(
            DoubleStream.concat(
                DoubleStream.of(0),
                groups.stream()
                    .flatMap(g -> g.bars().stream())
                    .filter(b -> !Double.isNaN(b.value()))
                    .flatMapToDouble(b -> DoubleStream.of(b.low(), b.value(), b.high()))));
    // The first category is on top.
    Scale y = new Scale(false, -categories.size() + 0.5, 0.5);
    List<Tick> names = new ArrayList<>();
    for (int i = 0; i < categories.size(); i++) {
      names.add(new Tick(-i, categories.get(i)));
    }
    return new GameFigure(
        heading,
        legend(interval, groups),
        categories.size() * band + PlotArea.TOP + PlotArea.BOTTOM,
        (pen, area) -> {
          PlotArea plane = PlotArea.draw(pen, area, axis.label(), x, "", y, names);
          for (int k = 0; k < groups.size(); k++) {
            for (int i = 0; i < categories.size(); i++) {
              double middle = plane.toPixels(0, -i).getY() + (k - (groups.size() - 1) / 2.0) * ROW;
              bar(pen, plane, k, groups.get(k).bars().get(i), middle);
            }
          }
        });
  }

  private static FigureLegend legend(String interval, List<BarGroup> groups) {
    FigureLegend legend = new FigureLegend();
    for (int k = 0; k < groups.size(); k++) {
      int group = k;
      legend.add(
          groups.get(k).name(),
          (pen, at) ->
              box(pen, group, new Rectangle2D.Double(at.getX() - 16, at.getY() - 7, 32, 14)));
    }
    return legend.addNote(interval);
  }

  /** Plain, hatched, dotted: groups are distinguishable without colour. */
  private static void box(FigureCanvas pen, int group, Rectangle2D box) {
    Hatching.fill(pen, box, group);
    if (group == 0) {
      pen.fill(box, FigurePalette.color(0));
    }
    pen.draw(box, FigurePalette.INK, FigurePalette.stroke(0.8f));
  }

  private static void bar(
      FigureCanvas pen, PlotArea plane, int group, IntervalBar bar, double middle) {
    if (Double.isNaN(bar.value())) {
      return;
    }
    double zero = clamped(plane, 0);
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
      pen.interval(low, high, 0, 4, FigurePalette.INK);
    }
  }

  private static double clamped(PlotArea plane, double value) {
    return Math.clamp(
        plane.toPixels(value, 0).getX(), plane.area().getMinX(), plane.area().getMaxX());
  }
}
