package org.medchain.history.linear;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.Counterexample;
import org.medchain.history.check.DeltaDebugging;
import org.medchain.history.check.HistoryValidity;

/**
 * The shortest prefix without a linearization, and of it as few operations as can be shown to have
 * none either (HIST-8). Left out is only what a history with a linearization can do without: reads,
 * and writes together with all that needs what they write. So what remains proves the verdict.
 */
final class CounterexampleFinder<S> {
  private static final long STEPS_MAX = 400_000;
  private static final long STEPS_A_QUESTION = 40_000;
  private static final int STATES_MAX = 8;

  private final SequentialModel<S> model;
  private final StateTable<S> table;
  private long budget;

  CounterexampleFinder(SequentialModel<S> model, long budget) {
    this.model = model;
    this.table = new StateTable<>(model);
    this.budget = Math.clamp(budget, STEPS_A_QUESTION, STEPS_MAX);
  }

  Counterexample find(String partition, List<HistoryOperation> invalid) {
    List<HistoryOperation> prefix = shortestPrefix(invalid);
    List<HistoryOperation> few = fewest(prefix);
    HistoryOperation impossible = last(few);
    List<HistoryOperation> others = new ArrayList<>(few);
    others.remove(impossible);
    SearchBudget part = new SearchBudget(STEPS_A_QUESTION);
    List<String> states =
        List.copyOf(
            new LinearSearch<>(new LinearProblem<>(table, others, true), part)
                .finalStates(STATES_MAX));
    return new Counterexample(partition, few, impossible, states);
  }

  private boolean isInvalid(List<HistoryOperation> operations) {
    SearchBudget part = new SearchBudget(Math.min(STEPS_A_QUESTION, budget));
    HistoryValidity verdict =
        new LinearSearch<>(new LinearProblem<>(table, operations), part).search().verdict();
    budget -= part.used();
    return verdict == HistoryValidity.INVALID;
  }

  /** Prefixes of a history with a linearization have one, so halving finds where it is lost. */
  private List<HistoryOperation> shortestPrefix(List<HistoryOperation> invalid) {
    int[] ends =
        invalid.stream()
            .filter(each -> !each.isOpen())
            .mapToInt(HistoryOperation::end)
            .sorted()
            .toArray();
    int low = 0;
    int high = ends.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isInvalid(prefix(invalid, ends[middle]))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return prefix(invalid, ends[high]);
  }

  /** What began up to a place; what ended later is open. */
  private static List<HistoryOperation> prefix(List<HistoryOperation> all, int end) {
    return all.stream()
        .filter(each -> each.start() < end && !each.isFailed())
        .map(each -> each.end() > end ? each.reopened() : each)
        .toList();
  }

  private static HistoryOperation last(List<HistoryOperation> operations) {
    return operations.stream()
        .filter(each -> !each.isOpen())
        .max(Comparator.comparingInt(HistoryOperation::end))
        .orElseThrow();
  }

  /** What is left is invalid; what is left out takes along all that needs it. */
  private List<HistoryOperation> fewest(List<HistoryOperation> prefix) {
    boolean hinted =
        prefix.stream().allMatch(each -> model.readOnly(each) || model.gives(each).isPresent());
    HistoryOperation last = last(prefix);
    List<HistoryOperation> candidates =
        prefix.stream()
            .filter(each -> !each.equals(last) && (hinted || model.readOnly(each)))
            .toList();
    List<HistoryOperation> kept =
        DeltaDebugging.minimise(
            candidates,
            some -> {
              List<HistoryOperation> fewer = without(candidates, some, prefix);
              return fewer.contains(last) && isInvalid(fewer);
            });
    return without(candidates, kept, prefix);
  }

  /**
   * The operations without those candidates that are not kept, and without all that need a state
   * which one of these makes. What is left finds the same states as before: no other operation can
   * have made them.
   */
  private List<HistoryOperation> without(
      List<HistoryOperation> candidates,
      List<HistoryOperation> kept,
      List<HistoryOperation> prefix) {
    Map<Optional<S>, List<HistoryOperation>> byNeed =
        prefix.stream().collect(Collectors.groupingBy(model::needs));
    Deque<HistoryOperation> next = new ArrayDeque<>(candidates);
    next.removeAll(new HashSet<>(kept));
    Set<HistoryOperation> gone = new HashSet<>();
    while (!next.isEmpty()) {
      HistoryOperation each = next.remove();
      Optional<S> made = gone.add(each) ? model.gives(each) : Optional.empty();
      if (made.isPresent()) {
        next.addAll(byNeed.getOrDefault(made, List.of()));
      }
    }
    return prefix.stream().filter(each -> !gone.contains(each)).toList();
  }
}
