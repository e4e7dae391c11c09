package org.medchain.history.model;

import java.util.List;
import java.util.Optional;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.cycle.AppendChecker;
import org.medchain.history.cycle.ListStep;
import org.medchain.history.value.HistoryValue;

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
  public HistoryChecker checker(ModelOptions options) {
    return new AppendChecker(options.realTime());
  }
}
