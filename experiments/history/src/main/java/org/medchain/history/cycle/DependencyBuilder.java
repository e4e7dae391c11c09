package org.medchain.history.cycle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.history.cycle.DependencyGraph.DependencyKind;
import org.medchain.history.value.HistoryValue;

/** Finds which transaction must come before which. */
final class DependencyBuilder {
  /** Of appends that no read shows, as many as are compared with each read of the longest list. */
  private static final int UNSEEN_MAX = 500;

  private final ListHistory history;
  private final Set<HistoryValue> left;
  private final DependencyGraph graph;
  private final Map<HistoryValue, List<HistoryValue>> unseen;

  /**
   * Over the committed transactions of a history.
   *
   * @param left keys whose reads contradict one another, of which no order can be told
   */
  DependencyBuilder(ListHistory history, Set<HistoryValue> left) {
    this.history = history;
    this.left = left;
    this.graph = new DependencyGraph(history.transactions().size());
    this.unseen = history.unseen();
  }

  DependencyGraph build() {
    for (HistoryValue key : history.keys()) {
      if (!left.contains(key)) {
        writes(key);
      }
    }
    for (ListTransaction reader : history.okTransactions()) {
      reader
          .seen()
          .versions()
          .forEach(
              (key, version) -> {
                if (!left.contains(key)) {
                  reads(reader, key, version);
                }
              });
    }
    processes();
    realTime();
    graph.sort();
    return graph;
  }

  private void writes(HistoryValue key) {
    List<HistoryValue> order = history.longest(key);
    for (int i = 1; i < order.size(); i++) {
      wrote(key, order.get(i - 1), order.get(i), "directly after");
    }
    if (!order.isEmpty()) {
      for (HistoryValue value : unseen(key)) {
        wrote(key, order.getLast(), value, "which no read shows, so after");
      }
    }
  }

  private List<HistoryValue> unseen(HistoryValue key) {
    List<HistoryValue> all = unseen.getOrDefault(key, List.of());
    return all.subList(0, Math.min(all.size(), UNSEEN_MAX));
  }

  private void wrote(HistoryValue key, HistoryValue before, HistoryValue after, String how) {
    Optional<ListTransaction> first = history.committedWriter(key, before);
    Optional<ListTransaction> second = history.committedWriter(key, after);
    if (first.isPresent() && second.isPresent()) {
      graph.add(
          first.get().number(),
          second.get().number(),
          DependencyKind.WW,
          String.format(
              Locale.ROOT,
              "%s appended %s to %s, %s %s of %s",
              second.get().label(),
              after,
              key,
              how,
              before,
              first.get().label()));
    }
  }

  private void reads(ListTransaction reader, HistoryValue key, List<HistoryValue> version) {
    String read = reader.label() + " read " + key + " as " + shown(version);
    if (!version.isEmpty()) {
      history
          .committedWriter(key, version.getLast())
          .ifPresent(
              writer ->
                  graph.add(
                      writer.number(),
                      reader.number(),
                      DependencyKind.WR,
                      read + ", whose last element belongs to " + writer.label()));
    }
    List<HistoryValue> order = history.longest(key);
    List<HistoryValue> later =
        version.size() < order.size() ? List.of(order.get(version.size())) : unseen(key);
    for (HistoryValue value : later) {
      history
          .committedWriter(key, value)
          .ifPresent(
              writer ->
                  graph.add(
                      reader.number(),
                      writer.number(),
                      DependencyKind.RW,
                      read + ", without " + value + " of " + writer.label()));
    }
  }

  /** The end of a long list is what matters. */
  private static String shown(List<HistoryValue> version) {
    int size = version.size();
    return size <= 8
        ? version.toString()
        : "[… " + size + " elements, the last " + version.getLast() + "]";
  }

  private void processes() {
    Map<Long, ListTransaction> last = new HashMap<>();
    for (ListTransaction each : history.committed()) {
      ListTransaction before = last.put(each.operation().process(), each);
      if (before != null) {
        graph.add(
            before.number(),
            each.number(),
            DependencyKind.PROCESS,
            "process %s ran %s before %s"
                .formatted(each.operation().process(), before.label(), each.label()));
      }
    }
  }

  /** Only from the last ones that had ended: what ended before those follows. */
  private void realTime() {
    List<ListTransaction> starts = new ArrayList<>(history.committed());
    starts.sort(Comparator.comparingInt(each -> each.operation().start()));
    List<ListTransaction> ends = new ArrayList<>(starts);
    ends.removeIf(each -> each.operation().isOpen());
    ends.sort(Comparator.comparingInt(each -> each.operation().end()));
    List<ListTransaction> frontier = new ArrayList<>();
    int ended = 0;
    for (ListTransaction each : starts) {
      for (; ended < ends.size(); ended++) {
        ListTransaction end = ends.get(ended);
        if (!end.operation().precedes(each.operation())) {
          break;
        }
        frontier.removeIf(before -> before.operation().precedes(end.operation()));
        frontier.add(end);
      }
      for (ListTransaction before : frontier) {
        graph.add(
            before.number(),
            each.number(),
            DependencyKind.REALTIME,
            String.format(
                Locale.ROOT,
                "%s ended (index %d) before %s began (index %d)",
                before.label(),
                before.operation().completion().orElseThrow().index(),
                each.label(),
                each.operation().invocation().index()));
      }
    }
  }
}
