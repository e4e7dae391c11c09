package org.medchain.history.cycle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.history.HistoryOperation;
import org.medchain.history.value.HistoryValue;

/**
 * What the reads of a history show of its lists. Each element is appended once, so an element tells
 * who wrote it; a list only grows, so the longest list that was read has all shorter ones in it.
 */
final class ListHistory {
  private final List<ListTransaction> transactions;
  private final Map<ListElement, ListTransaction> writers = new HashMap<>();
  private final Map<HistoryValue, List<HistoryValue>> longest = new LinkedHashMap<>();
  private final Set<Integer> committed = new HashSet<>();
  private Optional<ListElement> twice = Optional.empty();

  /** An element of a list. */
  record ListElement(HistoryValue key, HistoryValue value) {
    @Override
    public String toString() {
      return value + " of " + key;
    }
  }

  ListHistory(List<HistoryOperation> operations) {
    transactions = ListTransaction.of(operations);
    for (ListTransaction each : transactions) {
      for (ListStep step : each.steps()) {
        if (step.appends()) {
          ListElement element = new ListElement(step.key(), step.value());
          if (writers.put(element, each) != null) {
            twice = Optional.of(element);
          }
        }
      }
    }
    for (ListTransaction each : okTransactions()) {
      committed.add(each.number());
      each.reads().forEach(this::observe);
    }
  }

  /** A read shows that the writers of what it saw did commit, except for those that failed. */
  private void observe(ListStep read) {
    longest.merge(read.key(), read.list(), (old, other) -> other.size() > old.size() ? other : old);
    for (HistoryValue value : read.list()) {
      writer(read.key(), value)
          .filter(writer -> !writer.operation().isFailed())
          .ifPresent(writer -> committed.add(writer.number()));
    }
  }

  List<ListTransaction> transactions() {
    return transactions;
  }

  List<ListTransaction> okTransactions() {
    return transactions.stream().filter(each -> each.operation().isOk()).toList();
  }

  /** Those that certainly took effect. */
  List<ListTransaction> committed() {
    return transactions.stream().filter(each -> committed.contains(each.number())).toList();
  }

  Optional<ListTransaction> writer(HistoryValue key, HistoryValue value) {
    return Optional.ofNullable(writers.get(new ListElement(key, value)));
  }

  Optional<ListTransaction> committedWriter(HistoryValue key, HistoryValue value) {
    return writer(key, value).filter(each -> committed.contains(each.number()));
  }

  /** The longest list that was read, by key; for a key that nobody read, the empty one. */
  List<HistoryValue> longest(HistoryValue key) {
    return longest.getOrDefault(key, List.of());
  }

  /** All keys that were read or written. */
  Set<HistoryValue> keys() {
    Set<HistoryValue> keys = new LinkedHashSet<>();
    transactions.forEach(each -> each.steps().forEach(step -> keys.add(step.key())));
    return keys;
  }

  /** By key, elements whose writers committed and that the longest list read does not have. */
  Map<HistoryValue, List<HistoryValue>> unseen() {
    Map<HistoryValue, Set<HistoryValue>> seen = new HashMap<>();
    longest.forEach((key, list) -> seen.put(key, new HashSet<>(list)));
    Map<HistoryValue, List<HistoryValue>> unseen = new LinkedHashMap<>();
    for (ListTransaction each : committed()) {
      for (ListStep step : each.steps()) {
        if (step.appends() && !seen.getOrDefault(step.key(), Set.of()).contains(step.value())) {
          unseen.computeIfAbsent(step.key(), key -> new ArrayList<>()).add(step.value());
        }
      }
    }
    return unseen;
  }

  /** An element that is appended twice, which makes the history one that cannot be judged. */
  Optional<ListElement> twice() {
    return twice;
  }
}
