package org.medchain.study.figure;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import org.medchain.game.random.IntervalEstimate;

/** A figure of each kind with data as a study has them; synthetic, or of small games. */
public final class SampleFigures {
  private SampleFigures() {}

  public static List<GameFigure> all() {
    return List.of(plane(), series(false), series(true), bars());
  }

  public static FigureHeading heading(String id) {
    return new FigureHeading(id, "Title of " + id, "What " + id + " shows, from synthetic data.");
  }

  /** Marks and paths in a plane; a path may turn, and is parted by a gap. */
  private static GameFigure plane() {
    List<Point2D.Double> paths =
        List.of(
            new Point2D.Double(0.2, 0.2),
            new Point2D.Double(0.8, 0.4),
            new Point2D.Double(0.3, 0.6),
            SeriesFigure.DataSeries.gap(),
            new Point2D.Double(0.5, 0.5),
            new Point2D.Double(0.6, 0.7));
    return SeriesFigure.of(
        heading("plane"),
        FigureAxis.share("share of 'a'"),
        FigureAxis.share("share of 'b'"),
        "",
        List.of(
            SeriesFigure.DataSeries.places(
                "saddle", SeriesFigure.SeriesLook.MARKS, List.of(new Point2D.Double(0.5, 0.5))),
            SeriesFigure.DataSeries.places("flow", SeriesFigure.SeriesLook.PATHS, paths)));
  }

  private static GameFigure series(boolean marks) {
    List<SeriesFigure.DataSeries> series = new ArrayList<>();
    for (int k = 0; k < SeriesFigure.MAX_SERIES; k++) {
      int level = k;
      series.add(
          SeriesFigure.DataSeries.estimates(
              "s" + k,
              marks,
              List.of(0, 1, 2, 3, 4, 5),
              round -> round,
              round -> new IntervalEstimate(level * 0.1, level * 0.1 - 0.03, level, 0.95, 9)));
    }
    return SeriesFigure.of(
        heading(marks ? "marks" : "series"),
        FigureAxis.linear("round"),
        FigureAxis.share("share"),
        "95 % intervals",
        series,
        new SeriesFigure.ThresholdLine("P* = 3", 3));
  }

  private static GameFigure bars() {
    return DotFigure.of(
        heading("sensitivity"),
        FigureAxis.linear("Sobol index"),
        List.of("detection", "penalty"),
        "bootstrap",
        List.of(
            DotFigure.DotGroup.of(
                "first order",
                List.of(
                    new IntervalEstimate(0.4, 0.3, 0.5, 0.95, 9),
                    new IntervalEstimate(-0.1, -0.2, 0, 0.95, 9))),
            DotFigure.DotGroup.exact("total", List.of(0.5, Double.NaN))));
  }
}
