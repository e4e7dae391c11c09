package org.medchain.experiments.decide;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.medchain.comparison.config.ConfigKeys;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.SchemaText;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.ReadableNumbers;
import org.medchain.experiments.results.CsvTable;

/**
 * A system that may be chosen: a row of {@code systems.csv}. A protocol of the config's list is one
 * row more, and its cells.
 *
 * @param row by column
 */
record ChoiceSystem(Map<String, String> row) {
  private static final double REQUESTS = 220;
  private static final int DIGITS = 6;

  /** All, the simplest first. */
  static List<ChoiceSystem> all() {
    return table("systems.csv").stream().map(ChoiceSystem::new).toList();
  }

  /** Those that the simulation has. */
  static List<ChoiceSystem> chains() {
    return all().stream().filter(each -> each.protocol().isPresent()).toList();
  }

  /** The rows of a table beside this class. */
  static List<Map<String, String>> table(String name) {
    try {
      return CsvTable.byColumn(name, SchemaText.of(ChoiceSystem.class, name));
    } catch (UserInputException e) {
      throw new IllegalStateException(e);
    }
  }

  String name() {
    return row.get("system");
  }

  /** Its protocol, where it is a chain that the simulation has. */
  Optional<ProtocolKind> protocol() {
    return ConfigKeys.constant(ProtocolKind.class, row.get("protocol"));
  }

  /** The keys of its config that a question sets. */
  private List<String> settings(DecideQuestion asked) {
    double from = seconds(asked.faulty() == 0 ? "warmup_s" : "warmup_faults_s");
    double until = from + Math.max(seconds("window_s"), REQUESTS / asked.rateTps());
    return List.of(
        "nodes=" + asked.nodes(),
        asked.byzantine() ? "faults=[silence]" : "faults=[crash]",
        "fault_rates=" + number((double) asked.faulty() / asked.nodes()),
        "network.latency.median_ms=" + number(asked.rttMs() / 2),
        "workload.rate_tps=" + number(asked.rateTps()),
        "workload.warmup_s=" + number(from),
        "workload.duration_s=" + number(until));
  }

  private double seconds(String column) {
    return Double.parseDouble(row.get(column));
  }

  private static String number(double value) {
    return ReadableNumbers.significant(value, DIGITS);
  }

  /** What measures it; of a chain, at the point that is asked. */
  String command(DecideQuestion asked) {
    String command = "experiments/medchain " + row.get("command");
    return protocol().isEmpty()
        ? command
        : command + " " + row.get("config") + " --set " + String.join(" --set ", settings(asked));
  }

  /** The config of that command. */
  LoadedConfig measuring(Path root, DecideQuestion asked, OptionalLong seed)
      throws UserInputException {
    Map<String, String> values =
        settings(asked).stream()
            .map(each -> each.split("=", 2))
            .collect(Collectors.toMap(each -> each[0], each -> each[1]));
    return LoadedConfig.read(
        root.resolve(row.get("config")),
        ConfigOverrides.of(Optional.empty(), seed).withValues(values));
  }
}
