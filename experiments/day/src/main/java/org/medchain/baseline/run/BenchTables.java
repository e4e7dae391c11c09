package org.medchain.baseline.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.medchain.baseline.run.StartedSystem.BenchOperation;
import org.medchain.comparison.config.ConfigKeys;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.CsvTable;
import org.medchain.experiments.results.RepeatEstimate;

/**
 * The figures of all rounds, and of the chain divided by those of each other system (BASE-9).
 *
 * @param values round, system, operation, figure, time, value
 * @param figures by system, operation, figure and time, the value of each round
 */
record BenchTables(List<List<String>> values, Map<List<String>, Map<Integer, Double>> figures) {
  static final String FAILED = "failed";
  private static final Set<String> CHAINS = Set.of("pbft", "pow");
  private static final List<String> PLACE = List.of("operation", "figure", "time");
  private static final List<String> ENDS = List.of("low", "high", "rounds");

  /**
   * Where a figure was measured.
   *
   * @param virtual whether it is simulated
   */
  record BenchPlace(int round, String system, BenchOperation operation, boolean virtual) {}

  BenchTables() {
    this(new ArrayList<>(), new LinkedHashMap<>());
  }

  /** Takes a figure. */
  void add(BenchPlace at, String figure, double value) {
    String operation = ConfigKeys.of(at.operation);
    List<String> of = List.of(at.system, operation, figure, at.virtual ? "virtual" : "wall");
    values.add(row(List.of("" + at.round), of, List.of("" + value)));
    figures.computeIfAbsent(of, each -> new TreeMap<>()).put(at.round, value);
  }

  @SafeVarargs
  private static List<String> row(List<String>... parts) {
    List<String> row = new ArrayList<>();
    for (List<String> each : parts) {
      row.addAll(each);
    }
    return row;
  }

  /** All values, round by round. */
  CellTable rounds() {
    return new CellTable(row(List.of("round", "system"), PLACE, List.of("value")), values, 4);
  }

  /** The means over the rounds, with intervals of 95 %. */
  CellTable means() {
    List<List<String>> rows = new ArrayList<>();
    figures.forEach(
        (of, rounds) ->
            rows.add(
                row(
                    of,
                    ends(
                        RepeatEstimate.of(
                            rounds.values().stream().map(OptionalDouble::of).toList())))));
    return new CellTable(row(List.of("system"), PLACE, List.of("value"), ENDS), rows, 4);
  }

  /**
   * The geometric means of the quotients of one round each: both were measured side by side. The
   * time is the chain's: virtual time is divided by what a baseline has in wall time.
   */
  CellTable ratios() {
    List<List<String>> rows = new ArrayList<>();
    figures.forEach(
        (of, chain) ->
            figures.forEach(
                (by, baseline) -> {
                  if (isPair(of, by)) {
                    List<OptionalDouble> logs =
                        chain.keySet().stream()
                            .filter(baseline::containsKey)
                            .map(it -> finite(Math.log(chain.get(it) / baseline.get(it))))
                            .toList();
                    rows.add(
                        row(
                            of.subList(0, 1),
                            by.subList(0, 1),
                            of.subList(1, 4),
                            ends(RepeatEstimate.of(logs).map(Math::exp))));
                  }
                }));
    return new CellTable(row(List.of("chain", "baseline"), PLACE, List.of("ratio"), ENDS), rows, 5);
  }

  private static boolean isPair(List<String> chain, List<String> baseline) {
    return CHAINS.contains(chain.getFirst())
        && !CHAINS.contains(baseline.getFirst())
        && chain.subList(1, 3).equals(baseline.subList(1, 3))
        && !chain.contains(FAILED);
  }

  private static OptionalDouble finite(double value) {
    return DoubleStream.of(value).filter(Double::isFinite).findFirst();
  }

  private static List<String> ends(RepeatEstimate it) {
    return Stream.of(it.value(), it.low(), it.high(), it.repeats()).map(CsvTable::text).toList();
  }

  /** Writes {@code rounds.csv}, {@code bench.csv} and {@code ratios.csv}. */
  void write(Path folder) throws IOException {
    Map<String, CellTable> tables =
        Map.of("rounds.csv", rounds(), "bench.csv", means(), "ratios.csv", ratios());
    for (Map.Entry<String, CellTable> each : tables.entrySet()) {
      CellTable table = each.getValue();
      CsvTable.write(folder.resolve(each.getKey()), table.heads(), table.rows());
    }
  }
}
