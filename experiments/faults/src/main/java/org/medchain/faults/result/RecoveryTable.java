package org.medchain.faults.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.medchain.experiments.results.CsvColumn;
import org.medchain.faults.plan.NemesisKind;
import tools.jackson.databind.node.ObjectNode;

/**
 * Recovery times of one kind of fault, of one run or of many (FAULT-13).
 *
 * @param kind of the fault
 * @param times of all its faults
 */
public record RecoveryTable(NemesisKind kind, List<RecoveryTime> times) {
  private record Figure(String name, Function<RecoveryTime, OptionalLong> which, int percent) {
    OptionalLong of(RecoveryTable row) {
      return percentile(row.times(), which, percent);
    }
  }

  private static final List<Figure> FIGURES =
      List.of(
          new Figure("from_beginning_p50_s", RecoveryTime::fromBeginningNs, 50),
          new Figure("from_beginning_p99_s", RecoveryTime::fromBeginningNs, 99),
          new Figure("from_heal_p50_s", RecoveryTime::fromHealNs, 50),
          new Figure("from_heal_p99_s", RecoveryTime::fromHealNs, 99));

  /** A row for each kind. */
  public static List<RecoveryTable> rows(List<RecoveryTime> times) {
    Map<NemesisKind, List<RecoveryTime>> kinds =
        times.stream()
            .collect(Collectors.groupingBy(RecoveryTime::kind, TreeMap::new, Collectors.toList()));
    return kinds.entrySet().stream()
        .map(each -> new RecoveryTable(each.getKey(), each.getValue()))
        .toList();
  }

  /** In seconds, and nothing where nothing succeeded. */
  public static List<CsvColumn<RecoveryTable>> columns() {
    List<CsvColumn<RecoveryTable>> columns = new ArrayList<>();
    columns.add(new CsvColumn<>("fault", row -> row.kind().word()));
    columns.add(new CsvColumn<>("count", row -> row.times().size()));
    for (Figure each : FIGURES) {
      columns.add(
          new CsvColumn<>(
              each.name(),
              row -> {
                OptionalLong ns = each.of(row);
                return ns.isEmpty() ? "" : String.format(Locale.ROOT, "%.3f", ns.getAsLong() / 1e9);
              }));
    }
    return columns;
  }

  /** Puts in an object for each kind. */
  public static void json(ObjectNode to, List<RecoveryTime> times) {
    for (RecoveryTable row : rows(times)) {
      ObjectNode one = to.putObject(row.kind().word()).put("count", row.times().size());
      FIGURES.forEach(each -> each.of(row).ifPresent(ns -> one.put(each.name(), ns / 1e9)));
    }
  }

  /** The nearest rank over all faults: a recovery that never came is infinitely late. */
  static OptionalLong percentile(
      List<RecoveryTime> times, Function<RecoveryTime, OptionalLong> which, int percent) {
    long[] came = times.stream().map(which).flatMapToLong(OptionalLong::stream).sorted().toArray();
    int rank = Math.max(1, Math.ceilDiv(percent * times.size(), 100));
    return rank > came.length ? OptionalLong.empty() : OptionalLong.of(came[rank - 1]);
  }

  /** A time as a table has it. */
  static String words(OptionalLong ns) {
    return ns.isPresent() ? String.format(Locale.ROOT, "%.1f ms", ns.getAsLong() / 1e6) : "–";
  }
}
