package org.medchain.faults.result;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.Palette;
import org.medchain.experiments.drawing.QuantityScale;
import org.medchain.history.HistoryOperation;

/** Each operation as a point: when it was invoked, and how long it took. */
final class LatencyPlot {
  private LatencyPlot() {}

  static String svg(FinishedTest test, String id, int width) {
    QuantityScale y =
        QuantityScale.logarithmic(
            test.operations().stream().mapToDouble(LatencyPlot::latencyMs).toArray(),
            AxisQuantity.LATENCY);
    TimeChart chart =
        new TimeChart(id, "Latency of each operation over time", test, width, y, "latency");
    XYSeriesCollection points = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
    renderer.setDrawOutlines(false);
    // The rarest is drawn last in JFreeChart's order, so that the others do not cover it.
    for (CallOutcome each : CallOutcome.values()) {
      int number = points.getSeriesCount();
      points.addSeries(series(each, test.operations(), y, chart));
      renderer.setSeriesPaint(number, color(each));
      renderer.setSeriesShape(number, shape(each));
    }
    chart.plot().setDataset(points);
    chart.plot().setRenderer(renderer);
    return chart.svg();
  }

  /** Points that would cover each other are drawn once: a night has too many for a file. */
  private static XYSeries series(
      CallOutcome outcome, List<HistoryOperation> operations, QuantityScale y, TimeChart chart) {
    XYSeries series = new XYSeries(name(outcome), false, true);
    Set<List<Long>> drawn = new HashSet<>();
    for (HistoryOperation each : operations) {
      if (CallOutcome.of(each) == outcome) {
        double atS = each.invocation().time().orElse(0) / 1e9;
        double place = y.place(latencyMs(each));
        long column = Math.round(atS / chart.pixelS());
        if (drawn.add(List.of(column, Math.round(place / chart.pixelY())))) {
          series.add(atS, place);
        }
      }
    }
    return series;
  }

  private static String name(CallOutcome outcome) {
    return switch (outcome) {
      case OK -> "ok";
      case FAIL -> "fail";
      case INFO -> "info: given up";
    };
  }

  /** Until it was answered or given up; of an operation without an end, nothing to speak of. */
  private static double latencyMs(HistoryOperation operation) {
    long fromNs = operation.invocation().time().orElse(0);
    long untilNs = operation.completion().map(each -> each.time().orElse(fromNs)).orElse(fromNs);
    return Math.max(0.001, (untilNs - fromNs) / 1e6);
  }

  static Color color(CallOutcome outcome) {
    return switch (outcome) {
      case OK -> Palette.BLUE;
      case FAIL -> Palette.GREEN;
      case INFO -> Palette.VERMILION;
    };
  }

  private static Shape shape(CallOutcome outcome) {
    return switch (outcome) {
      case OK -> new Ellipse2D.Double(-1.8, -1.8, 3.6, 3.6);
      case FAIL -> Palette.polygon(-2.6, -2.6, 2.6, -2.6, 2.6, 2.6, -2.6, 2.6);
      case INFO -> Palette.polygon(0, -4, 4, 3.2, -4, 3.2);
    };
  }
}
