package org.medchain.history.model;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.linear.SequentialModel;
import org.medchain.history.value.HistoryValue;
import org.medchain.history.value.HistoryValue.Elements;

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

  private static Set<HistoryValue> initial(ModelOptions options) {
    return new LinkedHashSet<>(options.initial().flatMap(HistoryValue::asItems).orElse(List.of()));
  }

  @Override
  public SequentialModel<HistoryValue> sequential(ModelOptions options) {
    return new SequentialSet(new Elements(initial(options)), options.nilIsUnknown());
  }

  @Override
  public Optional<HistoryChecker> withoutSearch(ModelOptions options) {
    return Optional.of(new SetChecker(initial(options), options.nilIsUnknown()));
  }

  /** A set whose operations come one after another. */
  private record SequentialSet(HistoryValue initial, boolean nilIsUnknown)
      implements SequentialModel<HistoryValue> {
    @Override
    public Optional<HistoryValue> step(HistoryValue state, HistoryOperation operation) {
      Set<HistoryValue> elements = ((Elements) state).items();
      if (operation.f().equals("add")) {
        Set<HistoryValue> more = new LinkedHashSet<>(elements);
        more.add(operation.argument());
        return Optional.of(new Elements(more));
      }
      if (operation.isOpen() || (nilIsUnknown && operation.result().isNil())) {
        return Optional.of(state);
      }
      List<HistoryValue> read = operation.result().asItems().orElse(List.of());
      boolean same = read.size() == elements.size() && elements.equals(new HashSet<>(read));
      return same ? Optional.of(state) : Optional.empty();
    }

    @Override
    public boolean readOnly(HistoryOperation operation) {
      return operation.f().equals("read");
    }
  }
}
