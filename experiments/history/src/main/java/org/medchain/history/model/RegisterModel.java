package org.medchain.history.model;

import java.util.List;
import java.util.Optional;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.linear.LinearChecker;
import org.medchain.history.linear.SequentialModel;
import org.medchain.history.value.HistoryValue;
import org.medchain.history.value.HistoryValue.Sequence;

/**
 * Registers.
 *
 * @param comparesAndSets whether they have compare-and-set besides read and write
 * @param keyed whether there are many, each under its key, which are judged one by one
 */
record RegisterModel(String name, boolean comparesAndSets, boolean keyed) implements WorkloadModel {
  @Override
  public Optional<String> refuses(HistoryOperation operation) {
    HistoryValue argument = operation.argument();
    if (keyed && !isPair(argument)) {
      return Optional.of(operation.f() + " with " + argument + "; allowed: [key value]");
    }
    if (keyed
        && operation.isOk()
        && !(isPair(operation.result()) && key(operation.result()).equals(key(argument)))) {
      return Optional.of(
          "%s of %s returns %s; allowed: [key value] with the same key"
              .formatted(operation.f(), argument, operation.result()));
    }
    return switch (operation.f()) {
      case "read", "write" -> Optional.empty();
      case "cas" -> {
        HistoryValue pair = value(argument);
        yield !comparesAndSets
            ? Optional.of("f is cas; allowed: read, write; --model cas-register has cas")
            : pair.asItems().filter(each -> each.size() == 2).isPresent()
                ? Optional.empty()
                : Optional.of("cas with " + pair + "; allowed: [old new]");
      }
      default ->
          Optional.of(
              "f is %s; allowed: read, write%s"
                  .formatted(operation.f(), comparesAndSets ? ", cas" : ""));
    };
  }

  private static boolean isPair(HistoryValue value) {
    return value instanceof Sequence sequence && sequence.items().size() == 2;
  }

  private static HistoryValue key(HistoryValue pair) {
    return ((Sequence) pair).items().getFirst();
  }

  /** What belongs to the register itself. */
  private HistoryValue value(HistoryValue told) {
    return !keyed ? told : isPair(told) ? ((Sequence) told).items().get(1) : HistoryValue.nil();
  }

  @Override
  public HistoryChecker checker(ModelOptions options) {
    return new LinearChecker<>(sequential(options), options.budget());
  }

  SequentialModel<HistoryValue> sequential(ModelOptions options) {
    return new SequentialRegister(
        this, options.initial().orElse(HistoryValue.nil()), options.nilIsUnknown());
  }

  /** A register whose operations come one after another. */
  private record SequentialRegister(RegisterModel model, HistoryValue initial, boolean nilIsUnknown)
      implements SequentialModel<HistoryValue> {
    @Override
    public Optional<HistoryValue> step(HistoryValue state, HistoryOperation operation) {
      return needs(operation).filter(needed -> !needed.equals(state)).isPresent()
          ? Optional.empty()
          : gives(operation).or(() -> Optional.of(state));
    }

    @Override
    public boolean readOnly(HistoryOperation operation) {
      return operation.f().equals("read");
    }

    @Override
    public Optional<HistoryValue> needs(HistoryOperation operation) {
      HistoryValue told = model.value(operation.result());
      boolean unknown = operation.isOpen() || (nilIsUnknown && told.isNil());
      return switch (operation.f()) {
        case "read" -> unknown ? Optional.empty() : Optional.of(told);
        case "cas" -> model.value(operation.argument()).asItems().map(List::getFirst);
        default -> Optional.empty();
      };
    }

    @Override
    public Optional<HistoryValue> gives(HistoryOperation operation) {
      HistoryValue asked = model.value(operation.argument());
      return switch (operation.f()) {
        case "write" -> Optional.of(asked);
        case "cas" -> asked.asItems().map(List::getLast);
        default -> Optional.empty();
      };
    }

    @Override
    public Optional<HistoryValue> partition(HistoryOperation operation) {
      return model.keyed() ? Optional.of(key(operation.argument())) : Optional.empty();
    }
  }
}
