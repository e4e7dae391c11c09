package org.medchain.history.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.history.History;
import org.medchain.history.HistoryOperation;
import org.medchain.history.linear.SequentialModel;
import org.medchain.history.value.HistoryValue;

/** Tries all orders of a few operations; of several objects together, not one by one. */
public final class BruteForce {
  private BruteForce() {}

  /**
   * Whether some order is allowed.
   *
   * @param realTime whether an operation that ended before another began must come first
   */
  public static <S> boolean linearizable(
      SequentialModel<S> model, History history, boolean realTime) {
    List<HistoryOperation> operations = new ArrayList<>(history.operations());
    operations.removeIf(HistoryOperation::isFailed);
    return from(model, Map.of(), operations, realTime);
  }

  private static <S> boolean from(
      SequentialModel<S> model,
      Map<Optional<HistoryValue>, S> states,
      List<HistoryOperation> left,
      boolean realTime) {
    if (left.stream().allMatch(HistoryOperation::isOpen)) {
      return true;
    }
    for (HistoryOperation each : left) {
      if (realTime && left.stream().anyMatch(other -> other.precedes(each))) {
        continue;
      }
      Optional<HistoryValue> object = model.partition(each);
      Optional<S> next = model.step(states.getOrDefault(object, model.initial()), each);
      if (next.isPresent()) {
        Map<Optional<HistoryValue>, S> after = new HashMap<>(states);
        after.put(object, next.get());
        List<HistoryOperation> rest = new ArrayList<>(left);
        rest.remove(each);
        if (from(model, after, rest, realTime)) {
          return true;
        }
      }
    }
    return false;
  }
}
