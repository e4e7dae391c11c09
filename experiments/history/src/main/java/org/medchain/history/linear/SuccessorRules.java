package org.medchain.history.linear;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.medchain.history.HistoryOperation;
import org.medchain.history.linear.LinearProblem.SearchedOperation;
import org.medchain.history.linear.LinearSearch.Configuration;
import org.medchain.history.linear.LinearSearch.Order;

/**
 * Where the search continues from a configuration. Each rule that leaves something out keeps a
 * configuration from which the history can be completed, if there was one:
 *
 * <ul>
 *   <li>a read that can take effect does so at once;
 *   <li>of operations that do the same, the one that ends first takes effect first;
 *   <li>a state that an operation still has to find is not left if nothing can make it again.
 * </ul>
 */
record SuccessorRules<S>(LinearProblem<S> problem) {
  /** Goes through events that leave no choice. */
  Configuration advance(Configuration from) {
    BitSet taken = (BitSet) from.taken().clone();
    Order order = from.order();
    int event = from.event();
    for (; event < problem.events().size(); event++) {
      SearchedOperation its = problem.events().get(event).operation();
      if (problem.events().get(event).ends()) {
        if (!taken.get(its.bit())) {
          break;
        }
        taken.clear(its.bit());
      } else if (its.readOnly() && fits(from.state(), its)) {
        taken.set(its.bit());
        order = new Order(its, order);
      }
    }
    return event == from.event() ? from : new Configuration(event, from.state(), taken, order);
  }

  /** What may take effect next, the most promising first. */
  List<Configuration> successors(Configuration here) {
    boolean atEnd = here.event() == problem.events().size();
    SearchedOperation due = atEnd ? null : problem.events().get(here.event()).operation();
    List<Configuration> first = new ArrayList<>();
    List<Configuration> second = new ArrayList<>();
    for (SearchedOperation each : candidates(here)) {
      int state = problem.table().step(here.state(), each.kind());
      if (state == StateTable.NONE) {
        continue;
      }
      Configuration next = taking(here, each, state);
      if (state != here.state() && strands(here.state(), next)) {
        continue;
      }
      if (each.equals(due)) {
        first.addFirst(next);
      } else {
        boolean helps = due != null && (next.took(due) || fits(state, due));
        (helps ? first : second).add(next);
      }
    }
    first.addAll(second);
    return first;
  }

  /** Open operations that have not taken effect, one of each kind, those that end first first. */
  private List<SearchedOperation> candidates(Configuration here) {
    Set<Integer> seen = new HashSet<>();
    return Stream.concat(
            problem.openAt(here.event()).stream()
                .sorted(Comparator.comparingInt(each -> each.operation().end())),
            problem.pendingAt(here.event()).stream())
        .filter(each -> !here.took(each) && seen.add(each.kind()))
        .toList();
  }

  private Configuration taking(Configuration here, SearchedOperation taking, int state) {
    BitSet taken = (BitSet) here.taken().clone();
    taken.set(taking.bit());
    Order order = new Order(taking, here.order());
    if (state != here.state()) {
      for (SearchedOperation read : problem.openAt(here.event())) {
        if (read.readOnly() && !taken.get(read.bit()) && fits(state, read)) {
          taken.set(read.bit());
          order = new Order(read, order);
        }
      }
    }
    return new Configuration(here.event(), state, taken, order);
  }

  /** Whether an operation still has to find a state that was left and cannot come again. */
  private boolean strands(int state, Configuration next) {
    int demanded = problem.demandedLast(state);
    if (!problem.hinted() || demanded < 0) {
      return false;
    }
    List<SearchedOperation> open = problem.openAt(next.event());
    // Operations that begin after the next event are still to come.
    int position =
        next.event() == problem.events().size()
            ? HistoryOperation.NEVER
            : problem.events().get(next.event()).operation().operation().end();
    boolean wanted =
        demanded > position
            || open.stream().anyMatch(each -> !next.took(each) && each.needs() == state);
    return wanted
        && problem.madeLast(state) <= position
        && Stream.concat(open.stream(), problem.pendingAt(next.event()).stream())
            .noneMatch(each -> !next.took(each) && each.gives() == state);
  }

  private boolean fits(int state, SearchedOperation operation) {
    return problem.table().step(state, operation.kind()) != StateTable.NONE;
  }
}
