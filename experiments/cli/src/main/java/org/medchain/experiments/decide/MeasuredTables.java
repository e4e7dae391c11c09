package org.medchain.experiments.decide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.CsvTable;
import org.medchain.experiments.results.SimulationErrors;
import org.medchain.experiments.results.SimulationErrors.SimulationErrorRow;

/**
 * What was measured of processes (BASE-12).
 *
 * @param rows of each file, by their columns
 * @param missing a line for each file that is not there
 * @param errors of the simulation
 */
record MeasuredTables(
    Map<String, List<Map<String, String>>> rows, List<String> missing, SimulationErrors errors) {
  private static final String ATTACKS = "results/baselines/cells.csv";
  private static final String BENCH = "results/baselines/bench.csv";
  private static final String GROWTH = "results/baselines/growth.csv";
  private static final Map<String, List<String>> COLUMNS =
      Map.of(
          ATTACKS, List.of("system", "attack", "harm", "provable"),
          BENCH, List.of("system", "operation", "figure", "value"),
          GROWTH, List.of("system", "figure", "value"));
  private static final Set<String> HARMS = Set.of("none", "noticed", "unnoticed");
  private static final List<Map<String, String>> TRUST = ChoiceSystem.table("trust.csv");

  /** Of the project. */
  static MeasuredTables read(Path root) throws UserInputException {
    SimulationErrors errors = SimulationErrors.ofProject(root);
    MeasuredTables all = new MeasuredTables(new HashMap<>(), new ArrayList<>(), errors);
    for (String file : List.of(ATTACKS, BENCH, GROWTH)) {
      try {
        if (Files.exists(root.resolve(file))) {
          all.rows.put(file, checked(file, CsvTable.read(root.resolve(file))));
        } else {
          all.missing.add("not measured: " + file + " is missing");
        }
      } catch (IOException e) {
        throw new UserInputException(file + ": " + e.getMessage());
      }
    }
    return all;
  }

  /** An answer from a damaged table would look like one from a whole one. */
  private static List<Map<String, String>> checked(String file, String text)
      throws UserInputException {
    List<Map<String, String>> rows = CsvTable.byColumn(file, text);
    List<String> columns = COLUMNS.getOrDefault(file, List.of());
    if (rows.isEmpty() || !rows.stream().allMatch(row -> row.keySet().containsAll(columns))) {
      throw new UserInputException(
          file + ": wanted are rows with the columns " + String.join(", ", columns));
    }
    for (Map<String, String> row : rows) {
      if (!HARMS.contains(row.getOrDefault("harm", "none"))) {
        throw new UserInputException(
            file + ": harm is '" + row.get("harm") + "'; allowed: none, noticed, unnoticed");
      }
      if (!CsvTable.isNumber(row.getOrDefault("value", "0"))) {
        throw new UserInputException(file + ": value is '" + row.get("value") + "', no number");
      }
    }
    return rows;
  }

  /** A column of the rows that have these fields. */
  private List<String> values(String file, String column, Map<String, String> fields) {
    return rows.getOrDefault(file, List.of()).stream()
        .filter(row -> row.entrySet().containsAll(fields.entrySet()))
        .map(row -> row.getOrDefault(column, ""))
        .toList();
  }

  private double number(String file, Map<String, String> fields) {
    return values(file, "value", fields).stream()
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** A figure of new records; NaN where it was not measured. */
  double put(String system, String figure) {
    return number(BENCH, Map.of("system", system, "operation", "put", "figure", figure));
  }

  /** Bytes a record and node; NaN where it was not measured. */
  double recordBytes(String system) {
    return number(GROWTH, Map.of("system", system, "figure", "record_and_node"));
  }

  /** The attacks that came to such harm, after a label; nothing where there is none. */
  String attacks(String system, String harm, String label) {
    List<String> own = values(ATTACKS, "attack", Map.of("system", system, "harm", harm));
    return own.isEmpty() ? "" : "; %s: %s".formatted(label, String.join(", ", own));
  }

  /** All words of trust. */
  static List<String> words() {
    return TRUST.stream().map(each -> each.get("words")).toList();
  }

  /** Whether a system keeps what is wanted of it: yes, no or untried, and why. */
  String keeps(String system, List<String> wanted) {
    List<String> broken = new ArrayList<>();
    List<String> untried = new ArrayList<>();
    for (Map<String, String> word : TRUST) {
      for (String attack : word.get("attacks").split(" ", -1)) {
        Map<String, String> cell = Map.of("system", system, "attack", attack);
        String is = String.join("", values(ATTACKS, word.get("column"), cell));
        boolean kept = List.of(word.get("allowed").split(" ", -1)).contains(is);
        if (wanted.contains(word.get("words")) && !kept) {
          (is.isEmpty() ? untried : broken).add(attack);
        }
      }
    }
    return !broken.isEmpty()
        ? "no, it does not withstand " + String.join(", ", broken)
        : untried.isEmpty() ? "yes" : "untried: " + String.join(", ", untried);
  }

  /** Real medians beside simulated ones, at as similar a number of nodes as was compared. */
  String reality(int nodes) {
    int nearest =
        errors.rows().stream()
            .map(SimulationErrorRow::nodes)
            .min(Comparator.comparingInt(each -> Math.abs(each - nodes)))
            .orElse(0);
    return new SimulationErrors(
            errors.rows().stream().filter(row -> row.nodes() == nearest).toList())
        .ofMedians();
  }
}
