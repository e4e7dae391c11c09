package org.medchain.history.linear;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.medchain.history.History;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.Counterexample;
import org.medchain.history.check.Finding;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.check.HistoryValidity;

/**
 * Whether there is an order of the operations that the model allows, in which each takes effect
 * between its invocation and its completion (HIST-6). Independent objects are judged one by one
 * (Horn and Kroening's P-compositionality).
 */
public record LinearChecker<S>(SequentialModel<S> model, long budget) implements HistoryChecker {
  /** Configurations that are enough for most histories. */
  public static final long DEFAULT_BUDGET = 2_000_000;

  @Override
  public CheckResult check(History history) {
    SearchBudget steps = new SearchBudget(budget);
    HistoryValidity verdict = HistoryValidity.VALID;
    List<String> witness = new ArrayList<>();
    List<Map.Entry<String, List<HistoryOperation>>> invalid = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    List<Map.Entry<String, List<HistoryOperation>>> partitions = partitions(history);
    for (Map.Entry<String, List<HistoryOperation>> each : partitions) {
      LinearSearch.Outcome outcome =
          new LinearSearch<>(new LinearProblem<>(new StateTable<>(model), each.getValue()), steps)
              .search();
      verdict = verdict.and(outcome.verdict());
      switch (outcome.verdict()) {
        case VALID -> outcome.order().forEach(done -> witness.add(done.describe()));
        case UNKNOWN -> unknown.add(each.getKey());
        case INVALID -> invalid.add(each);
      }
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("objects", (long) partitions.size());
    counts.put("configurations", steps.used());
    List<Finding> findings = new ArrayList<>();
    Optional<Counterexample> counterexample = Optional.empty();
    if (!invalid.isEmpty()) {
      counterexample = Optional.of(explain(invalid, findings));
    }
    if (!unknown.isEmpty()) {
      findings.add(
          new Finding(
              "budget",
              "the budget of %s configurations ended before the search of %s of %s objects"
                  .formatted(budget, unknown.size(), partitions.size())));
    }
    List<String> order = verdict == HistoryValidity.VALID ? witness : List.of();
    return new CheckResult("linearizability", verdict, counts, findings, counterexample, order);
  }

  /** Operations by object; small ones first, so that a hard one takes no budget from them. */
  private List<Map.Entry<String, List<HistoryOperation>>> partitions(History history) {
    Map<String, List<HistoryOperation>> byKey =
        history.operations().stream()
            .collect(
                Collectors.groupingBy(
                    each -> model.partition(each).map(Object::toString).orElse(""),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return byKey.entrySet().stream()
        .sorted(Comparator.comparingInt(each -> each.getValue().size()))
        .toList();
  }

  /** The smallest object's counterexample; the others are counted. */
  private Counterexample explain(
      List<Map.Entry<String, List<HistoryOperation>>> invalid, List<Finding> findings) {
    Map.Entry<String, List<HistoryOperation>> first = invalid.getFirst();
    Counterexample found =
        new CounterexampleFinder<>(model, budget).find(first.getKey(), first.getValue());
    String object = first.getKey().isEmpty() ? "" : " of key " + first.getKey();
    String others =
        invalid.size() == 1 ? "" : "; so have " + (invalid.size() - 1) + " other objects";
    List<String> lines = new ArrayList<>();
    lines.add("impossible: " + found.impossible().describe());
    if (!found.states().isEmpty()) {
      lines.add("just before its completion the state is " + String.join(" or ", found.states()));
    }
    findings.add(
        new Finding(
            "not linearizable",
            (found.operations().size() == 1
                    ? "1 operation" + object + " has"
                    : found.operations().size() + " operations" + object + " have")
                + " no linearization"
                + others,
            lines));
    return found;
  }
}
