package org.medchain.history.linear;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.medchain.history.HistoryOperation;
import org.medchain.history.linear.LinearProblem.SearchedOperation;
import org.medchain.history.linear.LinearProblem.ValueUse;
import org.medchain.history.linear.LinearSearch.Configuration;
import org.medchain.history.linear.LinearSearch.Order;

/**
 * Where the search continues from a configuration. Each rule that leaves something out keeps a
 * configuration from which the history can be completed, if there was one:
 *
 * <ul>
 *   <li>a read that can take effect does so at once;
 *   <li>of operations that do the same, the one that ends first takes effect first;
 *   <li>a write that nobody needs takes effect just before another write, where no operation sees
 *       it;
 *   <li>a state that an operation still has to find is not left if nothing can make it again.
 * </ul>
 */
final class SuccessorRules<S> {
  private final LinearProblem<S> problem;
  private final StateTable<S> table;

  SuccessorRules(LinearProblem<S> problem) {
    this.problem = problem;
    this.table = problem.table();
  }

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
      int state = table.step(here.state(), each.kind());
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
    Order order = here.order();
    if (problem.hinted() && taking.gives() != StateTable.NONE && unconditional(taking)) {
      for (SearchedOperation other : problem.openAt(here.event())) {
        if (!other.equals(taking) && !here.took(other) && unseen(here, other)) {
          taken.set(other.bit());
          order = new Order(other, order);
        }
      }
    }
    taken.set(taking.bit());
    order = new Order(taking, order);
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

  private static boolean unconditional(SearchedOperation operation) {
    return !operation.readOnly() && operation.needs() == StateTable.NONE;
  }

  /** A write of what no operation needs that is open or still to come. */
  private boolean unseen(Configuration here, SearchedOperation write) {
    if (!unconditional(write)) {
      return false;
    }
    int last = problem.use(write.gives()).usefulLast();
    return last < 0
        || (last <= position(here) && !anyOpen(here, each -> each.needs() == write.gives()));
  }

  /** Whether an operation still has to find a state that was left and cannot come again. */
  private boolean strands(int state, Configuration next) {
    ValueUse use = problem.hinted() ? problem.use(state) : null;
    if (use == null || use.demandedLast() < 0) {
      return false;
    }
    boolean wanted =
        use.demandedLast() > position(next)
            || problem.openAt(next.event()).stream()
                .anyMatch(each -> !next.took(each) && each.needs() == state);
    return wanted
        && use.madeLast() <= position(next)
        && !anyOpen(next, each -> each.gives() == state);
  }

  /** Whether it is so of an operation that is open, with an end or without. */
  private boolean anyOpen(Configuration here, Predicate<SearchedOperation> which) {
    return Stream.of(problem.openAt(here.event()), problem.pendingAt(here.event()))
        .flatMap(List::stream)
        .anyMatch(each -> !here.took(each) && which.test(each));
  }

  /** The place of the next event; operations that begin after it are still to come. */
  private int position(Configuration here) {
    return here.event() == problem.events().size()
        ? HistoryOperation.NEVER
        : problem.events().get(here.event()).operation().operation().end();
  }

  private boolean fits(int state, SearchedOperation operation) {
    return table.step(state, operation.kind()) != StateTable.NONE;
  }
}
