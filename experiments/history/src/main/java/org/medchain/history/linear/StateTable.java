package org.medchain.history.linear;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.history.HistoryOperation;
import org.medchain.history.value.HistoryValue;

/** States and kinds of operations by number, so that each step is computed once. */
final class StateTable<S> {
  /** What no state has. */
  static final int NONE = -1;

  private final SequentialModel<S> model;
  private final Map<S, Integer> numbers = new HashMap<>();
  private final List<S> states = new ArrayList<>();
  private final Map<OperationKind, Integer> kinds = new HashMap<>();
  private final List<HistoryOperation> examples = new ArrayList<>();
  private final Map<Long, Integer> steps = new HashMap<>();

  /** What decides how an operation acts. */
  private record OperationKind(
      String f, HistoryValue argument, HistoryValue result, boolean open) {}

  StateTable(SequentialModel<S> model) {
    this.model = model;
    number(model.initial());
  }

  SequentialModel<S> model() {
    return model;
  }

  private int number(S state) {
    Integer known = numbers.putIfAbsent(state, states.size());
    if (known == null) {
      states.add(state);
    }
    return known == null ? states.size() - 1 : known;
  }

  int number(Optional<S> state) {
    return state.isEmpty() ? NONE : number(state.get());
  }

  S state(int number) {
    return states.get(number);
  }

  int kind(HistoryOperation operation) {
    OperationKind kind =
        new OperationKind(
            operation.f(), operation.argument(), operation.result(), operation.isOpen());
    Integer known = kinds.putIfAbsent(kind, examples.size());
    if (known != null) {
      return known;
    }
    examples.add(operation);
    return examples.size() - 1;
  }

  /** The state after an operation of a kind, or {@link #NONE}. */
  int step(int state, int kind) {
    return steps.computeIfAbsent(
        ((long) state << Integer.SIZE) | kind, key -> compute(state, kind));
  }

  private int compute(int state, int kind) {
    return number(model.step(states.get(state), examples.get(kind)));
  }
}
