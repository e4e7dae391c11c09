package org.medchain.history.cycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.history.value.HistoryValue;

/**
 * A step of a transaction.
 *
 * @param appends whether it appends; else it reads
 * @param key the list
 * @param value the element, or the list that was read, or nil
 */
public record ListStep(boolean appends, HistoryValue key, HistoryValue value) {
  /** What a transaction's value must be. */
  public static final String ALLOWED = "a vector of [:append key element] and [:r key list-or-nil]";

  /** The steps of a transaction's value; nothing where it is not one. */
  public static Optional<List<ListStep>> steps(HistoryValue value) {
    if (!(value instanceof HistoryValue.Sequence sequence)) {
      return Optional.empty();
    }
    List<ListStep> steps = new ArrayList<>();
    for (HistoryValue each : sequence.items()) {
      Optional<ListStep> step = step(each);
      if (step.isEmpty()) {
        return Optional.empty();
      }
      steps.add(step.get());
    }
    return Optional.of(steps);
  }

  private static Optional<ListStep> step(HistoryValue value) {
    if (!(value instanceof HistoryValue.Sequence sequence)
        || sequence.items().size() < 2
        || sequence.items().size() > 3) {
      return Optional.empty();
    }
    List<HistoryValue> items = sequence.items();
    HistoryValue last = items.size() == 3 ? items.get(2) : HistoryValue.nil();
    return switch (items.getFirst().asName().orElse("")) {
      case "append" ->
          items.size() == 3
              ? Optional.of(new ListStep(true, items.get(1), last))
              : Optional.empty();
      case "r", "read" ->
          last.isNil() || last instanceof HistoryValue.Sequence
              ? Optional.of(new ListStep(false, items.get(1), last))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** The list that was read; nil is the empty one. */
  public List<HistoryValue> list() {
    return value.asItems().orElse(List.of());
  }
}
