package org.medchain.history.cycle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.medchain.history.History;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.Finding;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.check.HistoryVerdict;
import org.medchain.history.cycle.DependencyGraph.Edge;
import org.medchain.history.value.HistoryValue;

/**
 * Whether transactions over lists are serializable, and if wanted in an order that respects real
 * time (HIST-9, HIST-10). Names are Adya's and Elle's.
 */
public final class AppendChecker implements HistoryChecker {
  private final boolean realTime;

  /** Strict serializability with real time, else serializability. */
  public AppendChecker(boolean realTime) {
    this.realTime = realTime;
  }

  @Override
  public CheckResult check(History history) {
    ListHistory lists = new ListHistory(history.operations());
    String name = realTime ? "strict-serializable" : "serializable";
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("transactions", (long) lists.transactions().size());
    counts.put("committed", (long) lists.committed().size());
    if (lists.twice().isPresent()) {
      Finding twice =
          new Finding(
              "not judged",
              lists.twice().get() + " is appended twice; each element must be appended once");
      return new CheckResult(name, HistoryVerdict.UNKNOWN, counts, List.of(twice));
    }
    List<Finding> findings = new ArrayList<>();
    for (ListTransaction each : lists.okTransactions()) {
      readsOf(each, lists, findings);
    }
    Set<HistoryValue> contradicted = incompatible(lists, findings);
    lostUpdates(lists, findings);
    DependencyGraph graph = new DependencyBuilder(lists, contradicted).build();
    counts.put("dependencies", graph.size());
    CycleSearch.cycles(graph)
        .forEach(
            (anomaly, cycle) -> {
              if (realTime || !orders(anomaly)) {
                findings.add(explained(anomaly, cycle, lists));
              }
            });
    return CheckResult.of(name, counts, findings);
  }

  /** What a single transaction's reads show. */
  private static void readsOf(ListTransaction reader, ListHistory lists, List<Finding> findings) {
    List<String> itself = List.of(reader.describe());
    InternalReads.wrong(reader)
        .ifPresent(text -> findings.add(new Finding("internal", text, itself)));
    for (ListStep step : reader.steps()) {
      if (step.appends()) {
        continue;
      }
      Set<HistoryValue> seen = new HashSet<>();
      for (HistoryValue value : step.list()) {
        if (!seen.add(value)) {
          findings.add(
              new Finding(
                  "duplicate-elements", read(reader, step) + ", with " + value + " twice", itself));
        }
        lists
            .writer(step.key(), value)
            .ifPresentOrElse(
                writer -> {
                  if (writer.operation().isFailed()) {
                    findings.add(
                        new Finding(
                            "G1a",
                            "%s, with %s of %s, which failed"
                                .formatted(read(reader, step), value, writer.label()),
                            List.of(reader.describe(), writer.describe())));
                  }
                },
                () ->
                    findings.add(
                        new Finding(
                            "garbage-read",
                            read(reader, step) + ", with " + value + ", which nobody appended",
                            itself)));
      }
    }
    reader
        .versionsRead()
        .forEach((key, version) -> intermediate(reader, key, version, lists, findings));
  }

  private static String read(ListTransaction reader, ListStep step) {
    return reader.label() + " read " + step.key() + " as " + step.value();
  }

  /** A read of what a transaction had not finished. */
  private static void intermediate(
      ListTransaction reader,
      HistoryValue key,
      List<HistoryValue> version,
      ListHistory lists,
      List<Finding> findings) {
    if (version.isEmpty()) {
      return;
    }
    lists
        .writer(key, version.getLast())
        .filter(writer -> writer.number() != reader.number())
        .filter(writer -> !writer.appended(key).getLast().equals(version.getLast()))
        .ifPresent(
            writer ->
                findings.add(
                    new Finding(
                        "G1b",
                        String.format(
                            Locale.ROOT,
                            "%s read %s up to %s, which %s followed with %s",
                            reader.label(),
                            key,
                            version.getLast(),
                            writer.label(),
                            writer.appended(key).getLast()),
                        List.of(reader.describe(), writer.describe()))));
  }

  /** Keys of which two reads show orders that no one list has. */
  private static Set<HistoryValue> incompatible(ListHistory lists, List<Finding> findings) {
    Map<HistoryValue, Map<List<HistoryValue>, ListTransaction>> reads = new LinkedHashMap<>();
    for (ListTransaction each : lists.okTransactions()) {
      for (ListStep step : each.steps()) {
        if (!step.appends()) {
          reads
              .computeIfAbsent(step.key(), key -> new LinkedHashMap<>())
              .putIfAbsent(step.list(), each);
        }
      }
    }
    Set<HistoryValue> contradicted = new LinkedHashSet<>();
    reads.forEach(
        (key, readers) -> {
          List<List<HistoryValue>> bySize = new ArrayList<>(readers.keySet());
          bySize.sort(Comparator.comparingInt(List::size));
          for (int i = 1; i < bySize.size(); i++) {
            List<HistoryValue> few = bySize.get(i - 1);
            List<HistoryValue> many = bySize.get(i);
            if (!many.subList(0, few.size()).equals(few) && contradicted.add(key)) {
              ListTransaction first = readers.get(few);
              ListTransaction second = readers.get(many);
              findings.add(
                  new Finding(
                      "incompatible-order",
                      String.format(
                          Locale.ROOT,
                          "%s read %s as %s, and %s as %s: neither begins with the other",
                          first.label(),
                          key,
                          few,
                          second.label(),
                          many),
                      List.of(first.describe(), second.describe())));
            }
          }
        });
    return contradicted;
  }

  /** Transactions that read the same version of a list and appended to it. */
  private static void lostUpdates(ListHistory lists, List<Finding> findings) {
    Map<HistoryValue, Map<List<HistoryValue>, ListTransaction>> updates = new HashMap<>();
    for (ListTransaction each : lists.okTransactions()) {
      each.versionsRead()
          .forEach(
              (key, version) -> {
                if (each.appended(key).isEmpty()) {
                  return;
                }
                ListTransaction other =
                    updates.computeIfAbsent(key, k -> new HashMap<>()).putIfAbsent(version, each);
                if (other != null) {
                  findings.add(
                      new Finding(
                          "lost-update",
                          String.format(
                              Locale.ROOT,
                              "%s and %s read %s as %s, and both appended to it",
                              other.label(),
                              each.label(),
                              key,
                              version),
                          List.of(other.describe(), each.describe())));
                }
              });
    }
  }

  /** Whether a cycle has dependencies that only time or a process makes. */
  private static boolean orders(String anomaly) {
    return anomaly.endsWith("-realtime") || anomaly.endsWith("-process");
  }

  private static Finding explained(String anomaly, List<Edge> cycle, ListHistory lists) {
    List<String> lines = new ArrayList<>();
    TreeSet<Integer> members = new TreeSet<>();
    for (Edge edge : cycle) {
      members.add(edge.from());
      String from = lists.transactions().get(edge.from()).label();
      String to = lists.transactions().get(edge.to()).label();
      lines.add(from + " is before " + to + ": " + edge.reason());
    }
    members.forEach(each -> lines.add(lists.transactions().get(each).describe()));
    String way =
        cycle.stream()
            .map(each -> lists.transactions().get(each.from()).label())
            .collect(Collectors.joining(" before "));
    String back = lists.transactions().get(cycle.getFirst().from()).label();
    return new Finding(anomaly, "a cycle: " + way + " before " + back, lines);
  }
}
