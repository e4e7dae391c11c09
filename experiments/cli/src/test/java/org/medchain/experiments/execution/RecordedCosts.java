package org.medchain.experiments.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.medchain.checkout.Repository;
import org.medchain.comparison.TrialCell;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;

/**
 * What each trial of shipped configs took and delivered on one machine, from {@code
 * trial-costs.csv}: its runs were {@code experiments/medchain run experiments/configs/NAME.yaml
 * --threads 1 --out FOLDER}, each with the values below as {@code --set}. Lines are in the order in
 * which the trials ran, since the first ones ran on a cold JVM.
 */
final class RecordedCosts {
  /** By their names. */
  static final Map<String, Map<String, String>> CONFIGS =
      new TreeMap<>(
          Map.of(
              "quickstart", Map.of(),
              "saturation", Map.of("repeats", "1", "nodes", "[4]"),
              "dishonest", Map.of("repeats", "1"),
              "frontier", Map.of()));

  private static final Path FILE =
      Repository.file(
          "experiments/cli/src/test/resources/org/medchain/experiments/execution/trial-costs.csv");

  private final Map<String, Map<Integer, RecordedTrial>> trials = new TreeMap<>();

  /** One trial. */
  record RecordedTrial(double costS, long messages) {}

  /** Reads the table. */
  static RecordedCosts read() throws IOException {
    RecordedCosts costs = new RecordedCosts();
    for (String line : Files.readAllLines(FILE).stream().skip(1).toList()) {
      String[] parts = line.split(",", -1);
      costs
          .trials
          .computeIfAbsent(parts[0], key -> new LinkedHashMap<>())
          .put(
              Integer.parseInt(parts[1]),
              new RecordedTrial(Double.parseDouble(parts[2]), Long.parseLong(parts[3])));
    }
    return costs;
  }

  /** The trials of a config in the grid's order. */
  private static List<TrialCell> grid(String config) throws Exception {
    ConfigOverrides values =
        new ConfigOverrides(
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            CONFIGS.get(config),
            Map.of());
    return LoadedConfig.read(Repository.file("experiments/configs/" + config + ".yaml"), values)
        .grid();
  }

  /** Its trials in the order in which they ran. */
  List<TrialCell> ordered(String config) throws Exception {
    List<TrialCell> grid = grid(config);
    return trials.get(config).keySet().stream().map(each -> grid.get(each - 1)).toList();
  }

  RecordedTrial of(String config, TrialCell trial) {
    return trials.get(config).get(trial.number());
  }
}
