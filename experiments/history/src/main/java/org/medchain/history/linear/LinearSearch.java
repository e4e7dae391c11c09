package org.medchain.history.linear;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.HistoryValidity;
import org.medchain.history.linear.LinearProblem.SearchedOperation;

/**
 * The search, depth first, without recursion. Operations take effect as late as possible: at the
 * completion of one that has not taken effect yet (Lowe's just-in-time linearization). Reads take
 * effect as soon as they can, since they change nothing.
 */
final class LinearSearch<S> {
  private final LinearProblem<S> problem;
  private final SearchBudget budget;
  private final Map<VisitedKey, List<BitSet>> visited = new HashMap<>();
  private final SuccessorRules<S> rules;
  private final Deque<Configuration> stack = new ArrayDeque<>();

  /** Event, state and ended operations of a configuration. */
  private record VisitedKey(int event, int state, BitSet ended) {}

  /** The operations that took effect, the last one first; shared between configurations. */
  record Order(SearchedOperation operation, Order before) {}

  /** Where the search is: the next event, the state, what took effect and in which order. */
  record Configuration(int event, int state, BitSet taken, Order order) {
    boolean took(SearchedOperation operation) {
      return taken.get(operation.bit());
    }
  }

  /** What a search found: an order if valid. */
  record Outcome(HistoryValidity verdict, List<HistoryOperation> order) {}

  LinearSearch(LinearProblem<S> problem, SearchBudget budget) {
    this.problem = problem;
    this.budget = budget;
    this.rules = new SuccessorRules<>(problem);
  }

  /** Searches for one order. */
  Outcome search() {
    stack.push(new Configuration(0, 0, new BitSet(), null));
    while (!stack.isEmpty()) {
      Configuration here = rules.advance(stack.pop());
      if (here.event() == problem.events().size()) {
        return new Outcome(HistoryValidity.VALID, order(here.order()));
      }
      if (isNew(here)) {
        if (!budget.take()) {
          return new Outcome(HistoryValidity.UNKNOWN, List.of());
        }
        push(rules.successors(here));
      }
    }
    return new Outcome(HistoryValidity.INVALID, List.of());
  }

  /** The states in which the object may be after all events; as far as the budget goes. */
  SortedSet<String> finalStates(int most) {
    Set<Integer> states = new HashSet<>();
    stack.push(new Configuration(0, 0, new BitSet(), null));
    while (!stack.isEmpty() && states.size() < most && budget.take()) {
      Configuration here = rules.advance(stack.pop());
      if (isNew(here)) {
        if (here.event() == problem.events().size()) {
          states.add(here.state());
        }
        push(rules.successors(here));
      }
    }
    SortedSet<String> described = new TreeSet<>();
    for (int state : states) {
      described.add(problem.table().model().describe(problem.table().state(state)));
    }
    return described;
  }

  /**
   * Whether the search has to continue from here; if so, not again. It need not if another
   * configuration at the same event, in the same state and with the same ended operations has used
   * fewer of the open ones: what it has left is more.
   */
  private boolean isNew(Configuration here) {
    BitSet taken = here.taken();
    int ending = problem.firstEndingBit();
    BitSet ended = taken.get(ending, Math.max(ending, taken.length()));
    List<BitSet> others =
        visited.computeIfAbsent(
            new VisitedKey(here.event(), here.state(), ended), each -> new ArrayList<>(1));
    if (others.stream().anyMatch(other -> within(other, taken))) {
      return false;
    }
    others.removeIf(other -> within(taken, other));
    others.add(taken);
    return true;
  }

  private static boolean within(BitSet few, BitSet many) {
    BitSet rest = (BitSet) few.clone();
    rest.andNot(many);
    return rest.isEmpty();
  }

  private void push(List<Configuration> successors) {
    for (int i = successors.size() - 1; i >= 0; i--) {
      stack.push(successors.get(i));
    }
  }

  private List<HistoryOperation> order(Order last) {
    List<HistoryOperation> order = new ArrayList<>();
    for (Order at = last; at != null; at = at.before()) {
      order.add(at.operation().operation());
    }
    Collections.reverse(order);
    return order;
  }
}
