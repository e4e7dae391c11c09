package org.medchain.faults.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.medchain.faults.plan.NemesisKind;
import tools.jackson.databind.node.ObjectNode;

/** Recovery times by kind of fault, of one run or of many (FAULT-13). */
public final class RecoveryTable {
  private static final List<Integer> PERCENTS = List.of(50, 99);

  /** The heads of the columns of {@link #rows}. */
  public static final List<String> HEADS =
      List.of(
          "fault",
          "count",
          "p50 from its beginning",
          "p99 from its beginning",
          "p50 from its heal",
          "p99 from its heal");

  /** The same for {@link #seconds}. */
  public static final List<String> COLUMNS =
      List.of(
          "fault",
          "count",
          "from_beginning_p50_s",
          "from_beginning_p99_s",
          "from_heal_p50_s",
          "from_heal_p99_s");

  private RecoveryTable() {}

  /** Puts in an object for each kind. */
  public static void json(ObjectNode to, List<RecoveryTime> times) {
    byKind(times)
        .forEach(
            (kind, each) -> {
              ObjectNode one = to.putObject(kind.word());
              one.put("count", each.size());
              for (int percent : PERCENTS) {
                percentile(each, RecoveryTime::fromBeginningNs, percent)
                    .ifPresent(ns -> one.put("from_beginning_p" + percent + "_s", ns / 1e9));
                percentile(each, RecoveryTime::fromHealNs, percent)
                    .ifPresent(ns -> one.put("from_heal_p" + percent + "_s", ns / 1e9));
              }
            });
  }

  /** A row for each kind. */
  public static List<List<String>> rows(List<RecoveryTime> times) {
    return rows(times, RecoveryTable::words);
  }

  /** The same for programs: in seconds, and nothing where nothing succeeded. */
  public static List<List<String>> seconds(List<RecoveryTime> times) {
    return rows(
        times, ns -> ns.isEmpty() ? "" : String.format(Locale.ROOT, "%.3f", ns.getAsLong() / 1e9));
  }

  private static List<List<String>> rows(
      List<RecoveryTime> times, Function<OptionalLong, String> words) {
    List<List<String>> rows = new ArrayList<>();
    byKind(times)
        .forEach(
            (kind, each) -> {
              List<String> row = new ArrayList<>(List.of(kind.word(), "" + each.size()));
              PERCENTS.forEach(
                  p -> row.add(words.apply(percentile(each, RecoveryTime::fromBeginningNs, p))));
              PERCENTS.forEach(
                  p -> row.add(words.apply(percentile(each, RecoveryTime::fromHealNs, p))));
              rows.add(row);
            });
    return rows;
  }

  private static Map<NemesisKind, List<RecoveryTime>> byKind(List<RecoveryTime> times) {
    Map<NemesisKind, List<RecoveryTime>> kinds = new TreeMap<>();
    times.forEach(each -> kinds.computeIfAbsent(each.kind(), kind -> new ArrayList<>()).add(each));
    return kinds;
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
