package org.medchain.history.model;

import java.util.Optional;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.linear.LinearChecker;
import org.medchain.history.linear.SequentialModel;
import org.medchain.history.value.HistoryValue;

/** One register: read and write, and where wanted compare-and-set. */
record RegisterModel(boolean comparesAndSets) implements WorkloadModel {
  @Override
  public String name() {
    return comparesAndSets ? "cas-register" : "register";
  }

  @Override
  public Optional<String> refuses(HistoryOperation operation) {
    return switch (operation.f()) {
      case "read", "write" -> Optional.empty();
      case "cas" -> {
        if (!comparesAndSets) {
          yield Optional.of("f is cas; allowed: read, write; --model cas-register has cas");
        }
        boolean pair = operation.argument().asItems().filter(each -> each.size() == 2).isPresent();
        yield pair
            ? Optional.empty()
            : Optional.of("cas with " + operation.argument() + "; allowed: [old new]");
      }
      default ->
          Optional.of(
              "f is %s; allowed: read, write%s"
                  .formatted(operation.f(), comparesAndSets ? ", cas" : ""));
    };
  }

  @Override
  public HistoryChecker checker(ModelOptions options) {
    return new LinearChecker<>(sequential(options), options.budget());
  }

  SequentialModel<HistoryValue> sequential(ModelOptions options) {
    return new SequentialRegister(
        options.initial().orElse(HistoryValue.nil()), options.nilIsUnknown());
  }

  /** A register whose operations come one after another. */
  record SequentialRegister(HistoryValue initial, boolean nilIsUnknown)
      implements SequentialModel<HistoryValue> {
    @Override
    public Optional<HistoryValue> step(HistoryValue state, HistoryOperation operation) {
      Optional<HistoryValue> needed = needs(operation);
      if (needed.isPresent() && !needed.get().equals(state)) {
        return Optional.empty();
      }
      return Optional.of(gives(operation).orElse(state));
    }

    @Override
    public boolean readOnly(HistoryOperation operation) {
      return operation.f().equals("read");
    }

    @Override
    public Optional<HistoryValue> needs(HistoryOperation operation) {
      return switch (operation.f()) {
        case "read" -> {
          boolean unknown = operation.isOpen() || (nilIsUnknown && operation.result().isNil());
          yield unknown ? Optional.empty() : Optional.of(operation.result());
        }
        case "cas" -> operation.argument().asItems().map(pair -> pair.get(0));
        default -> Optional.empty();
      };
    }

    @Override
    public Optional<HistoryValue> gives(HistoryOperation operation) {
      return switch (operation.f()) {
        case "write" -> Optional.of(operation.argument());
        case "cas" -> operation.argument().asItems().map(pair -> pair.get(1));
        default -> Optional.empty();
      };
    }
  }
}
