package org.medchain.cluster.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/** The benchmark's figures: several values of each, of which the median counts. */
final class BenchFigures {
  private record BenchFigure(String unit, OptionalDouble limit, List<Double> values) {}

  private final Map<String, BenchFigure> figures = new LinkedHashMap<>();

  /** Adds a value of a figure without a limit. */
  void add(String name, String unit, double value) {
    add(name, unit, OptionalDouble.empty(), value);
  }

  /** Adds a value of a figure with its limit: at least for rates, at most for times. */
  void add(String name, String unit, double limit, double value) {
    add(name, unit, OptionalDouble.of(limit), value);
  }

  private void add(String name, String unit, OptionalDouble limit, double value) {
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
    StringBuilder csv = new StringBuilder("figure,value,unit,limit,ratio\n");
    for (Map.Entry<String, BenchFigure> entry : figures.entrySet()) {
      BenchFigure figure = entry.getValue();
      double value = median(entry.getKey());
      OptionalDouble base =
          figure.unit().equals("1/s") ? OptionalDouble.of(median("floor_tps")) : figure.limit();
      row(csv, entry.getKey(), value, figure, base);
      if (figure.values().size() > 1) {
        row(csv, entry.getKey() + "_least", Collections.min(figure.values()), figure, base);
        row(csv, entry.getKey() + "_most", Collections.max(figure.values()), figure, base);
      }
    }
    return csv.toString();
  }

  private static void row(
      StringBuilder csv, String name, double value, BenchFigure figure, OptionalDouble base) {
    csv.append(String.join(",", name, number(value), figure.unit(), ""));
    figure.limit().ifPresent(limit -> csv.append(number(limit)));
    csv.append(',');
    if (Double.isFinite(value)) {
      base.ifPresent(over -> csv.append(String.format(Locale.ROOT, "%.3f", value / over)));
    }
    csv.append('\n');
  }

  /** Nothing where requests that never became final leave no number. */
  private static String number(double value) {
    return !Double.isFinite(value)
        ? ""
        : value >= 1000
            ? String.format(Locale.ROOT, "%.0f", value)
            : String.format(Locale.ROOT, "%.3f", value).replaceAll("\\.?0+$", "");
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, csv(), StandardCharsets.UTF_8);
  }

  /** The printed table: figures with a limit, and whether it is kept. */
  List<String> verdicts() {
    List<String> lines = new ArrayList<>();
    figures.forEach(
        (name, figure) ->
            figure
                .limit()
                .ifPresent(
                    limit -> {
                      double value = median(name);
                      boolean rate = figure.unit().equals("1/s");
                      boolean kept = rate ? value >= limit : value <= limit;
                      lines.add(
                          String.format(
                              Locale.ROOT,
                              "%-22s %10s %-4s %s %s: %s",
                              name,
                              number(value),
                              figure.unit(),
                              rate ? ">=" : "<=",
                              number(limit),
                              kept ? "kept" : "missed"));
                    }));
    return lines;
  }
}
