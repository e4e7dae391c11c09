package org.medchain.history.linear;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.medchain.history.HistoryOperation;

/**
 * Operations on one object, prepared for the search: numbers instead of values, and the events in
 * their order. Left out is what can change no verdict: failed operations, open reads, and open
 * writes of what nobody needs.
 */
final class LinearProblem<S> {
  private final StateTable<S> table;
  private final boolean hinted;
  private final List<SearchEvent> events = new ArrayList<>();

  /** The operations without an end, in the order of their beginnings. */
  private final List<SearchedOperation> pending = new ArrayList<>();

  private final int firstEndingBit;

  /** Positions of the last operation that makes a state, and that ends and needs it. */
  private final Map<Integer, Integer> madeLast = new HashMap<>();

  private final Map<Integer, Integer> demandedLast = new HashMap<>();

  /**
   * An operation as the search sees it.
   *
   * @param bit its own of an open one; those that end share bits
   */
  record SearchedOperation(
      HistoryOperation operation, int kind, boolean readOnly, int needs, int gives, int bit) {}

  /**
   * A beginning or an end.
   *
   * @param open at an end: the operations that are open then and end later, or right then
   * @param pending how many of the operations without an end have begun
   */
  record SearchEvent(
      SearchedOperation operation, boolean ends, List<SearchedOperation> open, int pending) {}

  LinearProblem(StateTable<S> table, List<HistoryOperation> all) {
    this(table, all, false);
  }

  /**
   * Prepares.
   *
   * @param keepsAll whether open writes stay that change no verdict, but the state at the end
   */
  LinearProblem(StateTable<S> table, List<HistoryOperation> all, boolean keepsAll) {
    this.table = table;
    SequentialModel<S> model = table.model();
    List<HistoryOperation> counted =
        all.stream()
            .filter(each -> !each.isFailed() && !(each.isOpen() && model.readOnly(each)))
            .sorted(Comparator.comparingInt(HistoryOperation::start))
            .toList();
    hinted =
        counted.stream().allMatch(each -> model.readOnly(each) || model.gives(each).isPresent());
    List<HistoryOperation> operations = hinted && !keepsAll ? useful(model, counted) : counted;
    firstEndingBit = (int) operations.stream().filter(HistoryOperation::isOpen).count();
    sweep(operations);
  }

  private static <S> List<HistoryOperation> useful(
      SequentialModel<S> model, List<HistoryOperation> operations) {
    Set<S> needed = new HashSet<>();
    operations.forEach(each -> model.needs(each).ifPresent(needed::add));
    return operations.stream()
        .filter(each -> !each.isOpen() || needed.contains(model.gives(each).orElseThrow()))
        .toList();
  }

  private void sweep(List<HistoryOperation> operations) {
    TreeMap<Integer, HistoryOperation> moments = new TreeMap<>();
    for (HistoryOperation each : operations) {
      moments.put(each.start(), each);
      if (!each.isOpen()) {
        moments.put(each.end(), each);
      }
    }
    Deque<Integer> free = new ArrayDeque<>();
    List<SearchedOperation> open = new ArrayList<>();
    Map<Integer, SearchedOperation> running = new HashMap<>();
    int bits = firstEndingBit;
    for (Map.Entry<Integer, HistoryOperation> moment : moments.entrySet()) {
      HistoryOperation operation = moment.getValue();
      if (moment.getKey() != operation.start()) {
        SearchedOperation ending = running.remove(operation.start());
        events.add(new SearchEvent(ending, true, List.copyOf(open), pending.size()));
        open.remove(ending);
        free.push(ending.bit());
        continue;
      }
      int bit = operation.isOpen() ? pending.size() : free.isEmpty() ? bits++ : free.pop();
      SearchedOperation begun = searched(operation, bit);
      events.add(new SearchEvent(begun, false, List.of(), pending.size()));
      use(begun);
      if (operation.isOpen()) {
        pending.add(begun);
      } else {
        open.add(begun);
        running.put(operation.start(), begun);
      }
    }
  }

  private SearchedOperation searched(HistoryOperation operation, int bit) {
    SequentialModel<S> model = table.model();
    return new SearchedOperation(
        operation,
        table.kind(operation),
        model.readOnly(operation),
        table.number(model.needs(operation)),
        table.number(model.gives(operation)),
        bit);
  }

  private void use(SearchedOperation begun) {
    int start = begun.operation().start();
    madeLast.put(begun.gives(), start);
    if (!begun.operation().isOpen()) {
      demandedLast.put(begun.needs(), start);
    }
  }

  StateTable<S> table() {
    return table;
  }

  List<SearchEvent> events() {
    return events;
  }

  /** The operations that are open when an event comes, and end. */
  List<SearchedOperation> openAt(int event) {
    return event == events.size() ? List.of() : events.get(event).open();
  }

  /** The operations without an end that have begun when an event comes. */
  List<SearchedOperation> pendingAt(int event) {
    return event == events.size() ? pending : pending.subList(0, events.get(event).pending());
  }

  /** The least bit of an operation that ends. */
  int firstEndingBit() {
    return firstEndingBit;
  }

  /** Whether each operation is a read, or a write of a state that is known beforehand. */
  boolean hinted() {
    return hinted;
  }

  /** Position of the last operation that makes a state; -1 if none does. */
  int madeLast(int state) {
    return madeLast.getOrDefault(state, -1);
  }

  /** Position of the last operation that ends and needs a state; -1 if none does. */
  int demandedLast(int state) {
    return demandedLast.getOrDefault(state, -1);
  }
}
