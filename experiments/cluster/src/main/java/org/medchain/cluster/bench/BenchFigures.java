package org.medchain.cluster.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/** The benchmark's figures: several values of each, of which the median counts. */
final class BenchFigures {
  private record BenchFigure(String unit, double limit, List<Double> values) {
    /** Rates are to be high, times to be low. */
    boolean isRate() {
      return unit.equals("1/s");
    }
  }

  private final Map<String, BenchFigure> figures = new LinkedHashMap<>();

  /** Adds a value of a figure without a limit. */
  void add(String name, String unit, double value) {
    add(name, unit, Double.NaN, value);
  }

  /** Adds a value of a figure with its limit: at least for rates, at most for times. */
  void add(String name, String unit, double limit, double value) {
    figures
        .computeIfAbsent(name, fresh -> new BenchFigure(unit, limit, new ArrayList<>()))
        .values()
        .add(value);
  }

  /** The median of a figure's values. */
  double median(String name) {
    List<Double> values = figures.get(name).values();
    return new Median().evaluate(values.stream().mapToDouble(each -> each).toArray());
  }

  /**
   * The table {@code figure,value,unit,limit,ratio}: rates as a share of {@code floor_tps}, times
   * as a share of their limit; after each figure the least and the greatest of its values.
   */
  String csv() {
    StringJoiner csv = new StringJoiner("\n", "figure,value,unit,limit,ratio\n", "\n");
    figures.forEach(
        (name, figure) -> {
          double base = figure.isRate() ? median("floor_tps") : figure.limit();
          csv.add(row(name, median(name), figure, base));
          if (figure.values().size() > 1) {
            csv.add(row(name + "_least", Collections.min(figure.values()), figure, base));
            csv.add(row(name + "_most", Collections.max(figure.values()), figure, base));
          }
        });
    return csv.toString();
  }

  private static String row(String name, double value, BenchFigure figure, double base) {
    double ratio = value / base;
    return String.join(
        ",",
        name,
        number(value),
        figure.unit(),
        number(figure.limit()),
        Double.isFinite(ratio) ? String.format(Locale.ROOT, "%.3f", ratio) : "");
  }

  /** Nothing where requests that never became final leave no number. */
  private static String number(double value) {
    return !Double.isFinite(value)
        ? ""
        : value >= 1000
            ? String.format(Locale.ROOT, "%.0f", value)
            : String.format(Locale.ROOT, "%.3f", value).replaceAll("\\.?0+$", "");
  }

  /** The printed table: figures with a limit, and whether it is kept. */
  List<String> verdicts() {
    return figures.entrySet().stream()
        .filter(each -> !Double.isNaN(each.getValue().limit()))
        .map(each -> verdict(each.getKey(), each.getValue()))
        .toList();
  }

  private String verdict(String name, BenchFigure figure) {
    double value = median(name);
    boolean kept = figure.isRate() ? value >= figure.limit() : value <= figure.limit();
    return String.format(
        Locale.ROOT,
        "%-22s %10s %-4s %s %s: %s",
        name,
        number(value),
        figure.unit(),
        figure.isRate() ? ">=" : "<=",
        number(figure.limit()),
        kept ? "kept" : "missed");
  }
}
