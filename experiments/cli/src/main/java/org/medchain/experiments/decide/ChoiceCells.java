package org.medchain.experiments.decide;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.config.ConfigKeys;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.decide.MeasuredGrid.MeasuredCell;
import org.medchain.experiments.results.RunManifest;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.TrialsFile;
import tools.jackson.databind.JsonNode;

/**
 * What the committed trials in {@code results/choosing} say, cell by cell (BASE-12).
 *
 * @param saturations requests a second at saturation
 * @param rows of trials under a given load
 */
record ChoiceCells(Map<ChoicePoint, Double> saturations, Map<ChoicePoint, TrialRow> rows) {
  /** Those of a protocol's saturation before those of its loads. */
  private static final String FOLDERS =
      "saturation pbft pbft-batches sealed-saturation sealed pow-saturation pow";

  private static final String RATE = "workload.rate_tps";
  private static final double MS = 1e3;

  /** Of the project. */
  static ChoiceCells read(Path root) throws UserInputException {
    Map<ChoicePoint, Double> saturations = new HashMap<>();
    Map<ChoicePoint, TrialRow> rows = new LinkedHashMap<>();
    for (String name : List.of(FOLDERS.split(" ", -1))) {
      Path folder = root.resolve("results/choosing").resolve(name);
      JsonNode load =
          RunManifest.read(folder.resolve("manifest.json")).json().at("/config/workload");
      double outstanding = load.path("clients").asDouble() * load.path("outstanding").asDouble();
      for (TrialRow row : TrialsFile.read(folder.resolve("trials.csv"), torn -> {})) {
        ChoicePoint place = point(row, 1, 0);
        if (row.axes().containsKey(RATE)) {
          double rateTps = Double.parseDouble(row.axes().get(RATE));
          rows.put(point(row, rateTps, saturations.getOrDefault(place, Double.NaN)), row);
        } else {
          // Of a closed load, by Little's law.
          double p50Ms = row.number(TrialColumn.LATENCY_P50_MS).orElseThrow();
          saturations.put(place, outstanding * MS / p50Ms);
        }
      }
    }
    return new ChoiceCells(saturations, rows);
  }

  private static ChoicePoint point(TrialRow row, double rateTps, double saturationTps) {
    return new ChoicePoint(
        ConfigKeys.constant(ProtocolKind.class, row.text(TrialColumn.PROTOCOL)).orElseThrow(),
        (int) row.count(TrialColumn.NODES),
        (int) row.count(TrialColumn.FAULTY),
        2 * Double.parseDouble(row.axes().get("network.latency.median_ms")),
        rateTps,
        saturationTps);
  }

  /** The most that becomes final a second, by its inverse; NaN where cells do not say. */
  double saturationTps(ChoicePoint asked) {
    Map<ChoicePoint, Double> values = new HashMap<>();
    saturations.forEach((point, tps) -> values.put(point, 1 / tps / point.blockFactor()));
    return 1 / (at(values, asked, ChoicePoint::saturationAt, 2) * asked.blockFactor());
  }

  /** A percentile of latency, in ms; NaN where cells do not say. */
  double latencyMs(ChoicePoint asked, TrialColumn percentile) {
    Map<ChoicePoint, Double> values = new HashMap<>();
    rows.forEach(
        (at, row) -> values.put(at, row.number(percentile).orElse(Double.NaN) / at.factor()));
    return at(values, asked, ChoicePoint::latencyAt, 1) * asked.factor();
  }

  private static double at(
      Map<ChoicePoint, Double> values,
      ChoicePoint asked,
      Function<ChoicePoint, List<Double>> place,
      int power) {
    List<MeasuredCell> cells =
        values.entrySet().stream()
            .filter(each -> each.getKey().protocol() == asked.protocol())
            .map(each -> new MeasuredCell(place.apply(each.getKey()), each.getValue()))
            .toList();
    return new MeasuredGrid(cells, power).at(place.apply(asked));
  }

  /** Of all its cells' requests, those that never finished, and all. */
  String unfinished(ProtocolKind protocol) {
    return sum(protocol, TrialColumn.UNCOMMITTED) + " of " + sum(protocol, TrialColumn.SUBMITTED);
  }

  private long sum(ProtocolKind protocol, TrialColumn column) {
    return rows.entrySet().stream()
        .filter(each -> each.getKey().protocol() == protocol)
        .mapToLong(each -> each.getValue().count(column))
        .sum();
  }
}
