package org.medchain.study.figure;

import java.util.List;

/**
 * Quantities over time, or over a parameter, with intervals.
 *
 * @param heading around it
 * @param x usually time with its unit
 * @param y the quantity with its unit
 * @param interval the kind of intervals, as {@code "95 % interval of 50 replicates"}; may be empty
 *     where there are none
 * @param series at most eight
 * @param thresholds stated values of {@code x}
 */
public record SeriesFigure(
    FigureHeading heading,
    FigureAxis x,
    FigureAxis y,
    String interval,
    List<DataSeries> series,
    List<ThresholdLine> thresholds)
    implements GameFigure {
  /** Checks that the series can be distinguished. */
  public SeriesFigure {
    series = List.copyOf(series);
    FigureChecks.requireAtMost("series", series.size(), FigurePalette.MAX_SERIES);
    thresholds = List.copyOf(thresholds);
  }

  /** How a series is drawn. */
  public enum SeriesStyle {
    /** A line with a band, for values known everywhere. */
    LINE,
    /** Marks with bars, for values measured at some places. */
    MARKS
  }

  /** A named series, ascending in x. */
  public record DataSeries(String name, SeriesStyle style, List<SeriesPoint> points) {
    public DataSeries {
      points = List.copyOf(points);
      FigureChecks.requireAscending(
          "series '" + name + "'", points.stream().map(SeriesPoint::x).toList());
    }
  }

  /**
   * A value with its interval; without one, {@code low} and {@code high} are the value.
   *
   * @param y NaN where there is no value: the line is interrupted
   */
  public record SeriesPoint(double x, double y, double low, double high) {
    /** Checks that the interval holds the value. */
    public SeriesPoint {
      FigureChecks.requireInterval("estimate at " + x, y, low, high);
    }

    /** A value without interval. */
    public static SeriesPoint exact(double x, double y) {
      return new SeriesPoint(x, y, y, y);
    }
  }
}
