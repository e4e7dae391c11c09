package org.medchain.history.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.medchain.history.HistoryOperation;
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
    OperationSet taken = from.taken();
    Order order = from.order();
    int event = from.event();
    for (; event < problem.eventCount(); event++) {
      int i = problem.operationAt(event);
      if (problem.isCompletion(event)) {
        if (!has(taken, i)) {
          break;
        }
        taken = flipped(taken, i);
      } else if (problem.readOnly(i) && fits(from.state(), i)) {
        taken = flipped(taken, i);
        order = new Order(i, order);
      }
    }
    return event == from.event() ? from : new Configuration(event, from.state(), taken, order);
  }

  /** What may take effect next, the most promising first. */
  List<Configuration> successors(Configuration here) {
    int due = here.event() == problem.eventCount() ? -1 : problem.operationAt(here.event());
    List<Integer> candidates = candidates(here);
    List<Configuration> first = new ArrayList<>();
    List<Configuration> second = new ArrayList<>();
    for (int i : candidates) {
      int state = table.step(here.state(), problem.kind(i));
      if (state == StateTable.NONE) {
        continue;
      }
      Configuration next = taking(here, i, state);
      if (state != here.state() && strands(here.state(), next)) {
        continue;
      }
      boolean helps = due >= 0 && (has(next.taken(), due) || fits(state, due));
      if (i == due) {
        first.addFirst(next);
      } else {
        (helps ? first : second).add(next);
      }
    }
    first.addAll(second);
    return first;
  }

  /** Open operations that have not taken effect, one of each kind, those that end first first. */
  private List<Integer> candidates(Configuration here) {
    List<Integer> open = new ArrayList<>();
    for (int i : problem.openAt(here.event())) {
      if (!has(here.taken(), i)) {
        open.add(i);
      }
    }
    open.sort(Comparator.comparingInt(i -> problem.operation(i).end()));
    for (int i : problem.pendingAt(here.event())) {
      if (!has(here.taken(), i)) {
        open.add(i);
      }
    }
    Set<Integer> seen = new HashSet<>();
    open.removeIf(i -> !seen.add(problem.kind(i)));
    return open;
  }

  private Configuration taking(Configuration here, int i, int state) {
    OperationSet taken = here.taken();
    Order order = here.order();
    if (problem.hinted() && problem.gives(i) != StateTable.NONE && unconditional(i)) {
      for (int other : problem.openAt(here.event())) {
        if (other != i && !has(taken, other) && unseen(here, other)) {
          taken = flipped(taken, other);
          order = new Order(other, order);
        }
      }
    }
    taken = flipped(taken, i);
    order = new Order(i, order);
    if (state != here.state()) {
      for (int read : problem.openAt(here.event())) {
        if (problem.readOnly(read) && !has(taken, read) && fits(state, read)) {
          taken = flipped(taken, read);
          order = new Order(read, order);
        }
      }
    }
    return new Configuration(here.event(), state, taken, order);
  }

  private boolean unconditional(int i) {
    return !problem.readOnly(i) && problem.needs(i) == StateTable.NONE;
  }

  /** A write of what no operation needs that is open or still to come. */
  private boolean unseen(Configuration here, int i) {
    if (!unconditional(i)) {
      return false;
    }
    int state = problem.gives(i);
    ValueUse use = problem.use(state);
    if (use.usefulLast() < 0) {
      return true;
    }
    return use.usefulLast() <= position(here)
        && !anyOpen(here.event(), here.taken(), state, false)
        && Arrays.stream(problem.pendingAt(here.event()))
            .noneMatch(each -> !has(here.taken(), each) && problem.needs(each) == state);
  }

  /** Whether an operation still has to find a state that was left and cannot come again. */
  private boolean strands(int state, Configuration next) {
    ValueUse use = problem.hinted() ? problem.use(state) : null;
    if (use == null || use.demandedLast() < 0) {
      return false;
    }
    boolean wanted =
        use.demandedLast() > position(next) || anyOpen(next.event(), next.taken(), state, false);
    return wanted
        && use.madeLast() <= position(next)
        && !anyOpen(next.event(), next.taken(), state, true)
        && Arrays.stream(problem.pendingAt(next.event()))
            .noneMatch(each -> !has(next.taken(), each) && problem.gives(each) == state);
  }

  /** Whether an operation that is open and ends needs a state, or makes it. */
  private boolean anyOpen(int event, OperationSet taken, int state, boolean making) {
    for (int i : problem.openAt(event)) {
      if (!has(taken, i) && (making ? problem.gives(i) : problem.needs(i)) == state) {
        return true;
      }
    }
    return false;
  }

  /** The place of the next event; operations that begin after it are still to come. */
  private int position(Configuration here) {
    if (here.event() == problem.eventCount()) {
      return HistoryOperation.NEVER;
    }
    return problem.operation(problem.operationAt(here.event())).end();
  }

  private boolean fits(int state, int i) {
    return table.step(state, problem.kind(i)) != StateTable.NONE;
  }

  private boolean has(OperationSet taken, int i) {
    return taken.has(problem.bit(i));
  }

  private OperationSet flipped(OperationSet taken, int i) {
    return taken.flipped(problem.bit(i));
  }
}
