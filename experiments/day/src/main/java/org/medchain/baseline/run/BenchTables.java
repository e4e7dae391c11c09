package org.medchain.baseline.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.baseline.SystemKind;
import org.medchain.experiments.results.CsvColumn;
import org.medchain.experiments.results.CsvTable;
import org.medchain.experiments.results.RepeatEstimate;

/** The figures of all rounds, and of the chain divided by those of each other system (BASE-9). */
record BenchTables(List<BenchRow> rows) {
  private static final List<String> CHAINS = List.of(SystemKind.PBFT.key(), SystemKind.POW.key());

  /**
   * A figure over all rounds.
   *
   * @param of system, operation, figure, time
   */
  private record Estimate(List<String> of, RepeatEstimate estimate) {}

  /** The means over the rounds, with intervals of 95 %. */
  private List<Estimate> means() {
    List<Estimate> means = new ArrayList<>();
    byRound()
        .forEach(
            (key, rounds) ->
                means.add(
                    new Estimate(
                        key,
                        RepeatEstimate.of(
                            rounds.values().stream().map(OptionalDouble::of).toList()))));
    return means;
  }

  /** The geometric means of the quotients of one round each: both were measured side by side. */
  private List<Estimate> ratios() {
    Map<List<String>, Map<Integer, Double>> all = byRound();
    List<Estimate> ratios = new ArrayList<>();
    all.forEach(
        (above, chain) ->
            all.forEach(
                (below, baseline) -> {
                  if (isPair(above, below)) {
                    List<OptionalDouble> logs =
                        chain.keySet().stream()
                            .filter(baseline::containsKey)
                            .map(round -> Math.log(chain.get(round) / baseline.get(round)))
                            .map(
                                it ->
                                    Double.isFinite(it)
                                        ? OptionalDouble.of(it)
                                        : OptionalDouble.empty())
                            .toList();
                    ratios.add(
                        new Estimate(
                            List.of(
                                above.get(0),
                                below.get(0),
                                above.get(1),
                                above.get(2),
                                above.get(3)),
                            RepeatEstimate.of(logs).map(Math::exp)));
                  }
                }));
    return ratios;
  }

  private static boolean isPair(List<String> chain, List<String> baseline) {
    return CHAINS.contains(chain.get(0))
        && !CHAINS.contains(baseline.get(0))
        && chain.subList(1, 3).equals(baseline.subList(1, 3))
        && !chain.get(2).equals(BenchRow.FAILED);
  }

  /** The value of each round by what it is of. */
  private Map<List<String>, Map<Integer, Double>> byRound() {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                it -> List.of(it.system(), it.operation().key(), it.figure(), it.time()),
                LinkedHashMap::new,
                Collectors.toMap(
                    BenchRow::round, BenchRow::value, (a, b) -> b, LinkedHashMap::new)));
  }

  /** Writes {@code rounds.csv}, {@code bench.csv} and {@code ratios.csv}. */
  void write(Path folder) throws IOException {
    CsvTable.writeColumns(folder.resolve("rounds.csv"), BenchRow.COLUMNS, rows);
    CsvTable.writeColumns(
        folder.resolve("bench.csv"),
        columns("system", "operation", "figure", "time", "value"),
        means());
    CsvTable.writeColumns(
        folder.resolve("ratios.csv"),
        columns("chain", "baseline", "operation", "figure", "time", "ratio"),
        ratios());
  }

  private static List<CsvColumn<Estimate>> columns(String... heads) {
    List<CsvColumn<Estimate>> columns = new ArrayList<>();
    for (int i = 0; i < heads.length - 1; i++) {
      int place = i;
      columns.add(new CsvColumn<>(heads[i], it -> it.of().get(place)));
    }
    columns.add(new CsvColumn<>(heads[heads.length - 1], it -> it.estimate().value()));
    columns.add(new CsvColumn<>("low", it -> it.estimate().low()));
    columns.add(new CsvColumn<>("high", it -> it.estimate().high()));
    columns.add(new CsvColumn<>("rounds", it -> it.estimate().repeats()));
    return columns;
  }

  /** For a terminal: what each system does, and the chain's ratios. */
  List<String> lines() {
    List<List<String>> table =
        new ArrayList<>(List.of(List.of("system", "operation", "figure", "mean (95 %)")));
    means().forEach(each -> table.add(line(each.of().subList(0, 3), each.estimate())));
    List<List<String>> ratios =
        new ArrayList<>(List.of(List.of("ratio", "operation", "figure", "mean (95 %)")));
    for (Estimate each : ratios()) {
      ratios.add(
          line(
              List.of(
                  each.of().get(0) + " / " + each.of().get(1), each.of().get(2), each.of().get(3)),
              each.estimate()));
    }
    return Stream.of(AttackMatrix.aligned(table), AttackMatrix.aligned(ratios))
        .flatMap(List::stream)
        .toList();
  }

  private static List<String> line(List<String> names, RepeatEstimate estimate) {
    List<String> line = new ArrayList<>(names);
    line.add(
        estimate.value().isEmpty()
            ? "-"
            : estimate.words(each -> String.format(Locale.ROOT, "%.3g", each), " … "));
    return line;
  }
}
