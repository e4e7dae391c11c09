package org.medchain.history.cycle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.history.History;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.Finding;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.check.HistoryValidity;
import org.medchain.history.cycle.DependencyGraph.Edge;
import org.medchain.history.value.HistoryValue;

/**
 * Whether transactions over lists are serializable, and if wanted in an order that respects real
 * time (HIST-9, HIST-10). Names are Adya's and Elle's.
 *
 * @param realTime whether serializability is strict
 */
public record AppendChecker(boolean realTime) implements HistoryChecker {
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
      return new CheckResult(name, HistoryValidity.UNKNOWN, counts, List.of(twice));
    }
    Anomalies found = new Anomalies(lists);
    lists.okTransactions().forEach(found::reads);
    Set<HistoryValue> contradicted = found.incompatible();
    found.lostUpdates();
    DependencyGraph graph = new DependencyBuilder(lists, contradicted).build();
    counts.put("dependencies", graph.size());
    CycleSearch.cycles(graph)
        .forEach(
            (anomaly, cycle) -> {
              if (realTime || !(anomaly.endsWith("-realtime") || anomaly.endsWith("-process"))) {
                found.explained(anomaly, cycle);
              }
            });
    return CheckResult.of(name, counts, found.findings);
  }

  private record Anomalies(ListHistory lists, List<Finding> findings) {
    Anomalies(ListHistory lists) {
      this(lists, new ArrayList<>());
    }

    private void add(String name, String text, ListTransaction... of) {
      findings.add(new Finding(name, text, Stream.of(of).map(ListTransaction::describe).toList()));
    }

    /** What a single transaction's reads show. */
    void reads(ListTransaction reader) {
      reader.seen().flaw().ifPresent(text -> add("internal", text, reader));
      for (ListStep step : reader.reads()) {
        String read = reader.read(step);
        Set<HistoryValue> seen = new HashSet<>();
        for (HistoryValue value : step.list()) {
          if (!seen.add(value)) {
            add("duplicate-elements", read + ", with " + value + " twice", reader);
          }
          Optional<ListTransaction> writer = lists.writer(step.key(), value);
          if (writer.isEmpty()) {
            add("garbage-read", read + ", with " + value + ", which nobody appended", reader);
          } else if (writer.get().operation().isFailed()) {
            add(
                "G1a",
                "%s, with %s of %s, which failed".formatted(read, value, writer.get().label()),
                reader,
                writer.get());
          }
        }
      }
      reader.seen().versions().forEach((key, version) -> intermediate(reader, key, version));
    }

    /** A read of what a transaction had not finished. */
    private void intermediate(
        ListTransaction reader, HistoryValue key, List<HistoryValue> version) {
      if (version.isEmpty()) {
        return;
      }
      HistoryValue last = version.getLast();
      lists
          .writer(key, last)
          .filter(writer -> writer.number() != reader.number())
          .filter(writer -> !writer.appended(key).getLast().equals(last))
          .ifPresent(
              writer ->
                  add(
                      "G1b",
                      "%s read %s up to %s, which %s followed with %s"
                          .formatted(
                              reader.label(),
                              key,
                              last,
                              writer.label(),
                              writer.appended(key).getLast()),
                      reader,
                      writer));
    }

    /** Keys of which two reads show orders that no one list has. */
    Set<HistoryValue> incompatible() {
      Map<HistoryValue, Map<List<HistoryValue>, ListTransaction>> reads = new LinkedHashMap<>();
      for (ListTransaction each : lists.okTransactions()) {
        for (ListStep step : each.reads()) {
          reads
              .computeIfAbsent(step.key(), key -> new LinkedHashMap<>())
              .putIfAbsent(step.list(), each);
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
                add(
                    "incompatible-order",
                    "%s read %s as %s, and %s as %s: neither begins with the other"
                        .formatted(first.label(), key, few, second.label(), many),
                    first,
                    second);
              }
            }
          });
      return contradicted;
    }

    /** Two transactions that read the same version and both appended to it. */
    void lostUpdates() {
      Map<HistoryValue, Map<List<HistoryValue>, ListTransaction>> updates = new HashMap<>();
      for (ListTransaction each : lists.okTransactions()) {
        each.seen()
            .versions()
            .forEach(
                (key, version) -> {
                  if (each.appended(key).isEmpty()) {
                    return;
                  }
                  ListTransaction other =
                      updates.computeIfAbsent(key, k -> new HashMap<>()).putIfAbsent(version, each);
                  if (other != null) {
                    add(
                        "lost-update",
                        "%s and %s read %s as %s, and both appended to it"
                            .formatted(other.label(), each.label(), key, version),
                        other,
                        each);
                  }
                });
      }
    }

    /** A cycle, edge by edge, and its transactions. */
    void explained(String anomaly, List<Edge> cycle) {
      List<String> lines = new ArrayList<>();
      TreeSet<Integer> members = new TreeSet<>();
      for (Edge edge : cycle) {
        members.add(edge.from());
        lines.add(label(edge.from()) + " is before " + label(edge.to()) + ": " + edge.reason());
      }
      members.forEach(each -> lines.add(lists.transactions().get(each).describe()));
      String way =
          cycle.stream().map(each -> label(each.from())).collect(Collectors.joining(" before "));
      String back = label(cycle.getFirst().from());
      findings.add(new Finding(anomaly, "a cycle: " + way + " before " + back, lines));
    }

    private String label(int number) {
      return lists.transactions().get(number).label();
    }
  }
}
