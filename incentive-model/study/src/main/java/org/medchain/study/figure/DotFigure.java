package org.medchain.study.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.medchain.experiments.drawing.ErrorBars;
import org.medchain.experiments.drawing.LegendBlock;
import org.medchain.experiments.drawing.Palette;
import org.medchain.experiments.drawing.PanelFrame;
import org.medchain.experiments.drawing.Tick;
import org.medchain.experiments.drawing.TickAxis;
import org.medchain.game.random.IntervalEstimate;

/**
 * Marks with intervals, a row for each category: sensitivity indices, first order and total, of
 * each parameter. Long names are level beside their rows.
 */
public final class DotFigure {
  private static final int ROW = 17;
  private static final int GAP = 14;
  private static final int FRAME = 66;

  private DotFigure() {}

  /** Marks of one meaning. */
  public record DotGroup(String name, List<IntervalDot> dots) {
    public DotGroup {
      dots = List.copyOf(dots);
    }

    /** Marks of estimates. */
    public static DotGroup of(String name, List<IntervalEstimate> estimates) {
      return new DotGroup(
          name,
          estimates.stream()
              .map(
                  each ->
                      new IntervalDot(
                          each.mean(),
                          Math.min(each.low(), each.mean()),
                          Math.max(each.high(), each.mean())))
              .toList());
    }

    /** Marks of values without intervals. */
    public static DotGroup exact(String name, List<Double> values) {
      return new DotGroup(
          name, values.stream().map(each -> new IntervalDot(each, each, each)).toList());
    }
  }

  /** A value with its interval; without one, {@code low} and {@code high} are the value. */
  public record IntervalDot(double value, double low, double high) {}

  /**
   * The figure.
   *
   * @param categories names, from top to bottom
   * @param interval the kind of intervals; may be empty where there are none
   * @param groups at most eight, each with a mark for each category
   */
  public static GameFigure of(
      FigureHeading heading,
      FigureAxis axis,
      List<String> categories,
      String interval,
      List<DotGroup> groups) {
    List<Tick> names = new ArrayList<>();
    for (int i = 0; i < categories.size(); i++) {
      // The first category is on top.
      names.add(new Tick(-i, categories.get(i)));
    }
    TickAxis rows = PanelFrame.styled(new TickAxis(names));
    rows.setRange(0.5 - categories.size(), 0.5);
    XYPlot plot =
        GameFigure.plane(
            axis.over(
                SeriesFigure.range(
                    DoubleStream.concat(
                        DoubleStream.of(0),
                        groups.stream()
                            .flatMap(group -> group.dots().stream())
                            .flatMapToDouble(
                                dot -> DoubleStream.of(dot.low(), dot.value(), dot.high()))))),
            rows);
    int band = groups.size() * ROW + GAP;
    LegendItemCollection legend = new LegendItemCollection();
    for (int k = 0; k < groups.size(); k++) {
      // One under the other, in the order of the legend.
      double aside = ((groups.size() - 1) / 2.0 - k) * ROW / band;
      DotGroup group = groups.get(k);
      boolean estimated = group.dots().stream().anyMatch(dot -> dot.low() < dot.high());
      ErrorBars bars = new ErrorBars(Palette.stroke(1.4f), estimated, false);
      GameFigure.marks(plot, legend, group.name(), data(group, aside), bars);
    }
    if (!interval.isEmpty()) {
      legend.add(LegendBlock.note(interval));
    }
    return new GameFigure(heading, legend, categories.size() * band + FRAME, plot);
  }

  private static XYIntervalSeriesCollection data(DotGroup group, double aside) {
    XYIntervalSeries series = new XYIntervalSeries(group.name(), false, true);
    for (int i = 0; i < group.dots().size(); i++) {
      IntervalDot dot = group.dots().get(i);
      double row = aside - i;
      series.add(dot.value(), dot.low(), dot.high(), row, row, row);
    }
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    data.addSeries(series);
    return data;
  }
}
