package org.medchain.history.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.value.HistoryValue;

/** One set that only grows. */
final class SetModel implements WorkloadModel {
  @Override
  public String name() {
    return "set";
  }

  @Override
  public Optional<String> refuses(HistoryOperation operation) {
    return switch (operation.f()) {
      case "add" -> Optional.empty();
      case "read" ->
          operation.isOk() && !operation.result().isNil() && operation.result().asItems().isEmpty()
              ? Optional.of("read returns " + operation.result() + "; allowed: a set or a vector")
              : Optional.empty();
      default -> Optional.of("f is " + operation.f() + "; allowed: add, read");
    };
  }

  @Override
  public Optional<String> refuses(ModelOptions options) {
    boolean fine = options.initial().isEmpty() || options.initial().get().asItems().isPresent();
    return fine ? Optional.empty() : Optional.of("the initial value of a set; allowed: #{v ...}");
  }

  @Override
  public HistoryChecker checker(ModelOptions options) {
    Set<HistoryValue> initial =
        new LinkedHashSet<>(options.initial().flatMap(HistoryValue::asItems).orElse(List.of()));
    return new SetChecker(initial, options.nilIsUnknown());
  }
}
