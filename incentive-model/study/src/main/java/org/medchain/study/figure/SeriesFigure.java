package org.medchain.study.figure;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.medchain.experiments.drawing.ErrorBars;
import org.medchain.experiments.drawing.LegendBlock;
import org.medchain.experiments.drawing.Palette;
import org.medchain.game.random.IntervalEstimate;

/** Quantities over time, or over a parameter, with intervals: bands, lines over them, marks. */
public final class SeriesFigure {
  /** The largest number of distinguishable series. */
  public static final int MAX_SERIES = 8;

  private static final int BODY = 400;

  private SeriesFigure() {}

  /** How a series looks. */
  public enum SeriesLook {
    /** Ascending in x: a line with a band. */
    LINE,
    /** Measured at some places, or points of a kind: marks with bars. */
    MARKS,
    /** Lines that may turn, each from a dot at its start on; a point without a place parts two. */
    PATHS
  }

  /** Quantities of one kind. */
  public record DataSeries(String name, SeriesLook look, List<SeriesPoint> points) {
    public DataSeries {
      points = List.copyOf(points);
    }

    /** A line of values without intervals. */
    public static <T> DataSeries line(
        String name, List<T> items, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
      return new DataSeries(
          name,
          SeriesLook.LINE,
          items.stream()
              .map(each -> SeriesPoint.exact(x.applyAsDouble(each), y.applyAsDouble(each)))
              .toList());
    }

    /** Values with their intervals. */
    public static <T> DataSeries estimates(
        String name,
        boolean marks,
        List<T> items,
        ToDoubleFunction<T> x,
        Function<T, IntervalEstimate> y) {
      return new DataSeries(
          name,
          marks ? SeriesLook.MARKS : SeriesLook.LINE,
          items.stream()
              .map(each -> SeriesPoint.of(x.applyAsDouble(each), y.apply(each)))
              .toList());
    }

    /** Places of a plane without intervals. */
    public static DataSeries places(String name, SeriesLook look, List<Point2D.Double> places) {
      return new DataSeries(
          name, look, places.stream().map(at -> SeriesPoint.exact(at.x, at.y)).toList());
    }

    /** Parts two paths. */
    public static Point2D.Double gap() {
      return new Point2D.Double(Double.NaN, Double.NaN);
    }

    /** The places of all pieces, with a gap before each piece. */
    public static List<Point2D.Double> separated(Stream<List<Point2D.Double>> pieces) {
      return pieces.flatMap(each -> Stream.concat(Stream.of(gap()), each.stream())).toList();
    }
  }

  /** A value with its interval; without one, {@code low} and {@code high} are the value. */
  public record SeriesPoint(double x, double y, double low, double high) {
    static SeriesPoint exact(double x, double y) {
      return new SeriesPoint(x, y, y, y);
    }

    static SeriesPoint of(double x, IntervalEstimate y) {
      return new SeriesPoint(x, y.mean(), y.low(), y.high());
    }
  }

  /** A stated value of x, drawn as a labelled line across. */
  public record ThresholdLine(String label, double value) {}

  /**
   * The figure.
   *
   * @param interval the kind of intervals, as {@code "95 % interval of 50 replicates"}; may be
   *     empty
   * @param series at most eight
   */
  public static GameFigure of(
      FigureHeading heading,
      FigureAxis xAxis,
      FigureAxis yAxis,
      String interval,
      List<DataSeries> series,
      ThresholdLine... thresholds) {
    ValueAxis x =
        xAxis.over(
            range(
                DoubleStream.concat(
                        points(series).mapToDouble(SeriesPoint::x),
                        Stream.of(thresholds).mapToDouble(ThresholdLine::value))
                    .map(xAxis::place)));
    ValueAxis y =
        yAxis.over(
            range(
                points(series)
                    .flatMapToDouble(p -> DoubleStream.of(p.low(), p.y(), p.high()))
                    .map(yAxis::place)));
    XYPlot plot = GameFigure.plane(x, y);
    LegendItemCollection legend = new LegendItemCollection();
    for (DataSeries each : series) {
      YIntervalSeries values = new YIntervalSeries(each.name(), false, true);
      each.points()
          .forEach(p -> values.add(xAxis.place(p.x()), yAxis.place(p.y()), p.low(), p.high()));
      YIntervalSeriesCollection data = new YIntervalSeriesCollection();
      data.addSeries(values);
      draw(plot, legend, each, data);
    }
    if (!interval.isEmpty()) {
      legend.add(LegendBlock.note(interval));
    }
    Stream.of(thresholds).forEach(each -> plot.addDomainMarker(marker(each, x)));
    return new GameFigure(heading, legend, BODY, plot);
  }

  private static Stream<SeriesPoint> points(List<DataSeries> series) {
    return series.stream().flatMap(each -> each.points().stream());
  }

  /** From the least to the greatest of these numbers; null without any. */
  static Range range(DoubleStream values) {
    return values
        .filter(Double::isFinite)
        .mapToObj(each -> new Range(each, each))
        .reduce(Range::combine)
        .orElse(null);
  }

  private static void draw(
      XYPlot plot, LegendItemCollection legend, DataSeries series, XYDataset data) {
    boolean exact = series.points().stream().noneMatch(p -> p.low() < p.high());
    if (series.look() == SeriesLook.MARKS) {
      ErrorBars bars = new ErrorBars(Palette.stroke(1.4f), false, !exact);
      GameFigure.marks(plot, legend, series.name(), data, bars);
      return;
    }
    XYLineAndShapeRenderer renderer = new Paths(data, series.look() == SeriesLook.PATHS);
    if (series.look() == SeriesLook.LINE && !exact) {
      DeviationRenderer band = new DeviationRenderer(true, false);
      band.setAlpha(0.18f);
      renderer = band;
    }
    int number = legend.getItemCount();
    Color color = FigurePalette.color(number);
    GameFigure.add(plot, legend, data, renderer);
    legend.add(
        LegendBlock.item(
            series.name(), LegendBlock.NOTHING, color, color, FigurePalette.dashes(number)));
  }

  /** Lines through points, interrupted at those that are no numbers. */
  private static final class Paths extends XYLineAndShapeRenderer {
    private static final long serialVersionUID = 1;

    private final transient XYDataset data;

    Paths(XYDataset data, boolean dots) {
      super(true, dots);
      this.data = data;
      setDrawSeriesLineAsPath(true);
      setSeriesShape(0, new Ellipse2D.Double(-2, -2, 4, 4));
    }

    @Override
    public boolean getItemShapeVisible(int series, int item) {
      return super.getItemShapeVisible(series, item)
          && (item == 0 || Double.isNaN(data.getXValue(series, item - 1)));
    }
  }

  /** Beside its line, on the side where there is more room. */
  private static ValueMarker marker(ThresholdLine line, ValueAxis x) {
    boolean right = line.value() < x.getRange().getCentralValue();
    ValueMarker marker = new ValueMarker(line.value(), Palette.INK, Palette.dashed(1.2f, 5, 5));
    marker.setAlpha(1);
    marker.setLabel(line.label());
    marker.setLabelPaint(Palette.INK);
    marker.setLabelBackgroundColor(new Color(255, 255, 255, 200));
    marker.setLabelAnchor(right ? RectangleAnchor.TOP_RIGHT : RectangleAnchor.TOP_LEFT);
    marker.setLabelTextAnchor(right ? TextAnchor.TOP_LEFT : TextAnchor.TOP_RIGHT);
    return marker;
  }
}
