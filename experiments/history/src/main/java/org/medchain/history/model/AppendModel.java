package org.medchain.history.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.cycle.AppendChecker;
import org.medchain.history.cycle.ListStep;
import org.medchain.history.linear.SequentialModel;
import org.medchain.history.value.HistoryValue;
import org.medchain.history.value.HistoryValue.Entries;
import org.medchain.history.value.HistoryValue.Sequence;

/** Transactions that append to lists and read them, as Elle's list-append. */
final class AppendModel implements WorkloadModel {
  @Override
  public String name() {
    return "append";
  }

  @Override
  public Optional<String> refuses(HistoryOperation operation) {
    if (!operation.f().equals("txn") && !operation.f().equals("append")) {
      return Optional.of("f is " + operation.f() + "; allowed: txn");
    }
    Optional<List<ListStep>> asked = ListStep.steps(operation.argument());
    if (asked.isEmpty()) {
      return Optional.of("txn with " + operation.argument() + "; allowed: " + ListStep.ALLOWED);
    }
    if (!operation.isOk()) {
      return Optional.empty();
    }
    Optional<List<ListStep>> done = ListStep.steps(operation.result());
    return done.isPresent() && form(asked.get()).equals(form(done.get()))
        ? Optional.empty()
        : Optional.of(
            "txn %s returns %s; allowed: the same steps, with what the reads returned"
                .formatted(operation.argument(), operation.result()));
  }

  /** The steps without what reads return. */
  private static List<ListStep> form(List<ListStep> steps) {
    return steps.stream()
        .map(each -> each.appends() ? each : new ListStep(false, each.key(), HistoryValue.nil()))
        .toList();
  }

  @Override
  public Optional<String> refuses(ModelOptions options) {
    return options.initial().isEmpty()
        ? Optional.empty()
        : Optional.of("an initial value; allowed: none, lists begin empty");
  }

  @Override
  public SequentialModel<HistoryValue> sequential(ModelOptions options) {
    return new SequentialLists();
  }

  @Override
  public Optional<HistoryChecker> withoutSearch(ModelOptions options) {
    return Optional.of(new AppendChecker(options.realTime()));
  }

  /** All lists together, whose transactions come one after another. */
  private record SequentialLists() implements SequentialModel<HistoryValue> {
    @Override
    public HistoryValue initial() {
      return new Entries(Map.of());
    }

    @Override
    public Optional<HistoryValue> step(HistoryValue state, HistoryOperation operation) {
      Map<HistoryValue, HistoryValue> lists = new LinkedHashMap<>(((Entries) state).items());
      for (ListStep step : steps(operation)) {
        List<HistoryValue> list =
            lists.getOrDefault(step.key(), HistoryValue.sequence()).asItems().orElseThrow();
        if (step.appends()) {
          List<HistoryValue> longer = new ArrayList<>(list);
          longer.add(step.value());
          lists.put(step.key(), new Sequence(longer));
        } else if (!operation.isOpen() && !step.list().equals(list)) {
          return Optional.empty();
        }
      }
      return Optional.of(new Entries(lists));
    }

    private static List<ListStep> steps(HistoryOperation operation) {
      return ListStep.steps(operation.isOk() ? operation.result() : operation.argument())
          .orElse(List.of());
    }

    @Override
    public boolean readOnly(HistoryOperation operation) {
      return steps(operation).stream().noneMatch(ListStep::appends);
    }
  }
}
