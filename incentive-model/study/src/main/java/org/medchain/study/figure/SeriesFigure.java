package org.medchain.study.figure;

import static java.util.stream.Collectors.groupingBy;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.medchain.experiments.drawing.Scale;
import org.medchain.game.random.IntervalEstimate;

/** Quantities over time, or over a parameter, with intervals: bands, lines over them, marks. */
public final class SeriesFigure {
  /** The largest number of distinguishable series. */
  public static final int MAX_SERIES = 8;

  private static final double BODY = 400;

  /** So far apart are the marks of a long line, in pixels. */
  private static final double APART = 90;

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
    Scale x =
        xAxis.fit(
            DoubleStream.concat(
                points(series).mapToDouble(SeriesPoint::x),
                Stream.of(thresholds).mapToDouble(ThresholdLine::value)),
            0.015);
    Scale y =
        yAxis.fit(points(series).flatMapToDouble(p -> DoubleStream.of(p.low(), p.y(), p.high())));
    return new GameFigure(
        heading,
        legend(interval, series),
        BODY,
        (pen, area) -> {
          PlotArea plane = PlotArea.draw(pen, area, xAxis.label(), x, yAxis.label(), y);
          pen.withClip(plane.area(), () -> draw(pen, plane, series));
          Stream.of(thresholds).forEach(each -> plane.threshold(pen, each.label(), each.value()));
        });
  }

  private static Stream<SeriesPoint> points(List<DataSeries> series) {
    return series.stream().flatMap(each -> each.points().stream());
  }

  private static FigureLegend legend(String interval, List<DataSeries> all) {
    FigureLegend legend = new FigureLegend();
    for (int k = 0; k < all.size(); k++) {
      int series = k;
      SeriesLook look = all.get(k).look();
      legend.add(
          all.get(k).name(),
          (pen, at) -> {
            if (look != SeriesLook.MARKS) {
              pen.draw(
                  FigureLegend.dash(at),
                  FigurePalette.color(series),
                  FigurePalette.dashes(series, 2));
            }
            if (look == SeriesLook.PATHS) {
              dot(pen, series, FigureLegend.dash(at).getP1());
            } else {
              mark(pen, series, at);
            }
          });
    }
    return legend.addNote(interval);
  }

  private static void mark(FigureCanvas pen, int series, Point2D at) {
    pen.marker(FigurePalette.marker(series), at, FigurePalette.color(series));
  }

  private static void dot(FigureCanvas pen, int series, Point2D at) {
    pen.marker(new Ellipse2D.Double(-1, -1, 2, 2), at, FigurePalette.color(series));
  }

  private static void draw(FigureCanvas pen, PlotArea plane, List<DataSeries> all) {
    Map<SeriesLook, List<Integer>> by =
        IntStream.range(0, all.size()).boxed().collect(groupingBy(k -> all.get(k).look()));
    List<Integer> lines = by.getOrDefault(SeriesLook.LINE, List.of());
    by.getOrDefault(SeriesLook.PATHS, List.of())
        .forEach(k -> paths(pen, plane, k, all.get(k).points()));
    lines.forEach(k -> band(pen, plane, k, all.get(k).points()));
    lines.forEach(k -> line(pen, plane, k, all.get(k).points()));
    by.getOrDefault(SeriesLook.MARKS, List.of())
        .forEach(k -> marks(pen, plane, k, all.get(k).points()));
  }

  private static void paths(
      FigureCanvas pen, PlotArea plane, int series, List<SeriesPoint> points) {
    List<Point2D> places = points.stream().map(p -> plane.toPixels(p.x(), p.y())).toList();
    pen.line(places, FigurePalette.color(series), FigurePalette.dashes(series, 2));
    boolean begun = false;
    for (Point2D place : places) {
      boolean number = Double.isFinite(place.getX());
      if (number && !begun) {
        dot(pen, series, place);
      }
      begun = number;
    }
  }

  private static void band(FigureCanvas pen, PlotArea plane, int series, List<SeriesPoint> points) {
    if (points.stream().allMatch(p -> p.low() == p.high())) {
      return;
    }
    List<Point2D> outline = new ArrayList<>();
    points.forEach(p -> outline.add(end(plane, p.x(), p.low())));
    points.reversed().forEach(p -> outline.add(end(plane, p.x(), p.high())));
    Path2D band = new Path2D.Double();
    band.moveTo(outline.getFirst().getX(), outline.getFirst().getY());
    outline.subList(1, outline.size()).forEach(at -> band.lineTo(at.getX(), at.getY()));
    band.closePath();
    Color color = FigurePalette.color(series);
    pen.fill(band, new Color(color.getRed(), color.getGreen(), color.getBlue(), 45));
  }

  /** An interval that reaches beyond the axis ends there. */
  private static Point2D end(PlotArea plane, double x, double y) {
    Point2D at = plane.toPixels(x, y);
    return new Point2D.Double(
        at.getX(), Math.clamp(at.getY(), plane.area().getMinY() - 5, plane.area().getMaxY() + 5));
  }

  /** A line with a mark every now and then. */
  private static void line(FigureCanvas pen, PlotArea plane, int series, List<SeriesPoint> points) {
    List<Point2D> places = points.stream().map(p -> plane.toPixels(p.x(), p.y())).toList();
    pen.line(places, FigurePalette.color(series), FigurePalette.dashes(series, 2));
    // Shifted from series to series, so that marks of lines that coincide stay visible.
    double next = Double.NaN;
    for (Point2D place : places) {
      if (Double.isNaN(next)) {
        next = place.getX() + 12 + series * 23 % APART;
      }
      if (place.getX() >= next) {
        mark(pen, series, place);
        next = place.getX() + APART;
      }
    }
  }

  private static void marks(
      FigureCanvas pen, PlotArea plane, int series, List<SeriesPoint> points) {
    for (SeriesPoint point : points) {
      if (point.low() < point.high()) {
        Point2D low = end(plane, point.x(), point.low());
        Point2D high = end(plane, point.x(), point.high());
        pen.interval(low, high, 4, 0, FigurePalette.color(series));
      }
      mark(pen, series, plane.toPixels(point.x(), point.y()));
    }
  }
}
