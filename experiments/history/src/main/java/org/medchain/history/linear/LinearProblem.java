package org.medchain.history.linear;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medchain.history.HistoryOperation;

/**
 * Operations on one object, prepared for the search: numbers instead of values, and the events in
 * their order. Left out is what can change no verdict: failed operations, open reads, and open
 * writes of what nobody needs.
 */
final class LinearProblem<S> {
  private final StateTable<S> table;
  private final List<HistoryOperation> operations;
  private final int[] kind;
  private final boolean[] readOnly;
  private final int[] needs;
  private final int[] gives;

  /** The bit of an operation: those that end share bits, the open ones have their own. */
  private final int[] bit;

  /** Invocations as 2i, completions as 2i + 1. */
  private final int[] events;

  /** At each completion: the operations that are open then and end later, or right then. */
  private final int[][] openAt;

  /** At each event: how many of {@link #pending} have begun. */
  private final int[] pendingAt;

  private int[] pending = {};
  private int words;
  private final boolean hinted;
  private final Map<Integer, ValueUse> uses = new HashMap<>();

  /** Where a state is made and needed: positions of the last such invocations, -1 for never. */
  static final class ValueUse {
    private int madeLast = -1;
    private int demandedLast = -1;
    private int usefulLast = -1;

    /** The last operation that makes it. */
    int madeLast() {
      return madeLast;
    }

    /** The last operation that ended and needs it. */
    int demandedLast() {
      return demandedLast;
    }

    /** The last operation that needs it, open ones included. */
    int usefulLast() {
      return usefulLast;
    }
  }

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
    this.hinted =
        counted.stream().allMatch(each -> model.readOnly(each) || model.gives(each).isPresent());
    this.operations = hinted && !keepsAll ? useful(model, counted) : counted;
    int size = operations.size();
    kind = new int[size];
    readOnly = new boolean[size];
    needs = new int[size];
    gives = new int[size];
    bit = new int[size];
    for (int i = 0; i < size; i++) {
      HistoryOperation each = operations.get(i);
      kind[i] = table.kind(each);
      readOnly[i] = model.readOnly(each);
      needs[i] = table.number(model.needs(each));
      gives[i] = table.number(model.gives(each));
      use(i);
    }
    events = order();
    openAt = new int[events.length][];
    pendingAt = new int[events.length];
    sweep();
  }

  /** Without open operations whose state no operation needs. */
  private static <S> List<HistoryOperation> useful(
      SequentialModel<S> model, List<HistoryOperation> operations) {
    Set<S> needed = new HashSet<>();
    operations.forEach(each -> model.needs(each).ifPresent(needed::add));
    return operations.stream()
        .filter(each -> !each.isOpen() || needed.contains(model.gives(each).orElseThrow()))
        .toList();
  }

  private void use(int i) {
    int start = operations.get(i).start();
    if (gives[i] != StateTable.NONE) {
      ValueUse use = uses.computeIfAbsent(gives[i], state -> new ValueUse());
      use.madeLast = Math.max(use.madeLast, start);
    }
    if (needs[i] != StateTable.NONE) {
      ValueUse use = uses.computeIfAbsent(needs[i], state -> new ValueUse());
      use.usefulLast = Math.max(use.usefulLast, start);
      if (!operations.get(i).isOpen()) {
        use.demandedLast = Math.max(use.demandedLast, start);
      }
    }
  }

  private int[] order() {
    List<int[]> order = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      order.add(new int[] {operations.get(i).start(), 2 * i});
      if (!operations.get(i).isOpen()) {
        order.add(new int[] {operations.get(i).end(), 2 * i + 1});
      }
    }
    order.sort(Comparator.comparingInt(each -> each[0]));
    return order.stream().mapToInt(each -> each[1]).toArray();
  }

  /** Gives bits, and notes what is open at each completion. */
  private void sweep() {
    Deque<Integer> free = new ArrayDeque<>();
    List<Integer> open = new ArrayList<>();
    List<Integer> begun = new ArrayList<>();
    int bits = 0;
    for (int e = 0; e < events.length; e++) {
      int i = events[e] / 2;
      pendingAt[e] = begun.size();
      if (events[e] % 2 == 1) {
        openAt[e] = open.stream().mapToInt(Integer::intValue).toArray();
        open.remove(Integer.valueOf(i));
        free.push(bit[i]);
      } else if (operations.get(i).isOpen()) {
        begun.add(i);
      } else {
        bit[i] = free.isEmpty() ? bits++ : free.pop();
        open.add(i);
      }
    }
    words = (bits + Long.SIZE - 1) / Long.SIZE;
    pending = begun.stream().mapToInt(Integer::intValue).toArray();
    for (int k = 0; k < pending.length; k++) {
      bit[pending[k]] = words * Long.SIZE + k;
    }
  }

  StateTable<S> table() {
    return table;
  }

  int eventCount() {
    return events.length;
  }

  /** The operation of an event. */
  int operationAt(int event) {
    return events[event] / 2;
  }

  boolean isCompletion(int event) {
    return events[event] % 2 == 1;
  }

  HistoryOperation operation(int i) {
    return operations.get(i);
  }

  /** Which are open at an event and end at all: in the order of their invocations. */
  int[] openAt(int event) {
    if (event == events.length) {
      return new int[] {};
    }
    return openAt[event];
  }

  /** Which are open to the end and have begun at an event. */
  int[] pendingAt(int event) {
    return event == events.length ? pending : Arrays.copyOf(pending, pendingAt[event]);
  }

  /** Words of a set of operations: first those that end, then those that do not. */
  int words() {
    return words;
  }

  int allWords() {
    return words + (pending.length + Long.SIZE - 1) / Long.SIZE;
  }

  int kind(int i) {
    return kind[i];
  }

  int bit(int i) {
    return bit[i];
  }

  boolean readOnly(int i) {
    return readOnly[i];
  }

  int needs(int i) {
    return needs[i];
  }

  int gives(int i) {
    return gives[i];
  }

  /** Whether each operation that changes the state says what it makes of it. */
  boolean hinted() {
    return hinted;
  }

  /** Where a state is made and needed; null where it is neither. */
  ValueUse use(Integer state) {
    return uses.get(state);
  }
}
