package org.medchain.faults.result;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.Palette;
import org.medchain.experiments.drawing.QuantityScale;
import org.medchain.history.HistoryOperation;

/** How many operations of each function ended well in a second. */
final class RatePlot {
  private static final int PLACES_MAX = 300;
  private static final List<Color> COLORS =
      List.of(Palette.BLUE, Palette.VERMILION, Palette.GREEN, Palette.INK);
  private static final List<BasicStroke> LINES =
      List.of(Palette.stroke(1.8f), Palette.dashed(1.8f, 6, 3), Palette.dashed(1.8f, 2, 3));

  private RatePlot() {}

  static String svg(FinishedTest test, String id, int width) {
    double endS = Math.max(1, test.endNs() / 1e9);
    double stepS = Math.max(1, Math.ceil(endS / PLACES_MAX));
    Map<String, double[]> rates = rates(test.operations(), endS, stepS);
    double[] all = rates.values().stream().flatMapToDouble(Arrays::stream).toArray();
    QuantityScale y = QuantityScale.measured(withZero(all), AxisQuantity.THROUGHPUT);
    TimeChart chart =
        new TimeChart(
            id, "Successful operations a second over time", test, width, y, "ok a second");
    XYSeriesCollection lines = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    rates.forEach(
        (f, each) -> {
          int number = lines.getSeriesCount();
          XYSeries series = new XYSeries(f, false, true);
          for (int i = 0; i < each.length; i++) {
            series.add((i + 0.5) * stepS, each[i]);
          }
          lines.addSeries(series);
          renderer.setSeriesPaint(number, COLORS.get(number % COLORS.size()));
          renderer.setSeriesStroke(number, LINES.get(number % LINES.size()));
        });
    chart.plot().setDataset(lines);
    chart.plot().setRenderer(renderer);
    return chart.svg();
  }

  /** A linear axis from 0. */
  private static double[] withZero(double[] values) {
    double[] more = Arrays.copyOf(values, values.length + 1);
    more[values.length] = 0;
    return more;
  }

  /** Of each function, several seconds together; an end that is shorter is left out. */
  static Map<String, double[]> rates(List<HistoryOperation> operations, double endS, double stepS) {
    int places = Math.max(1, (int) (endS / stepS));
    Map<String, double[]> rates = new TreeMap<>();
    for (HistoryOperation each : operations) {
      double[] own = rates.computeIfAbsent(each.f(), f -> new double[places]);
      int place = (int) (TimeWindow.endNs(each) / 1e9 / stepS);
      if (each.isOk() && place < places) {
        own[place] += 1 / stepS;
      }
    }
    return rates;
  }
}
