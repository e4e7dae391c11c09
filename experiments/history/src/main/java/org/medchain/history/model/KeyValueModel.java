package org.medchain.history.model;

import java.util.List;
import java.util.Optional;
import org.medchain.history.HistoryEvent;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.linear.LinearChecker;
import org.medchain.history.linear.SequentialModel;
import org.medchain.history.value.HistoryValue;
import org.medchain.history.value.HistoryValue.Sequence;

/** Many registers, each under its key; keys are judged one by one. */
final class KeyValueModel implements WorkloadModel {
  private static final RegisterModel REGISTER = new RegisterModel(true);

  @Override
  public String name() {
    return "kv";
  }

  @Override
  public Optional<String> refuses(HistoryOperation operation) {
    if (!isPair(operation.argument())) {
      return Optional.of(
          operation.f() + " with " + operation.argument() + "; allowed: [key value]");
    }
    if (operation.isOk()
        && !(isPair(operation.result())
            && key(operation.result()).equals(key(operation.argument())))) {
      return Optional.of(
          "%s of %s returns %s; allowed: [key value] with the same key"
              .formatted(operation.f(), operation.argument(), operation.result()));
    }
    return REGISTER.refuses(inner(operation));
  }

  private static boolean isPair(HistoryValue value) {
    return value instanceof Sequence sequence && sequence.items().size() == 2;
  }

  private static HistoryValue key(HistoryValue pair) {
    return ((Sequence) pair).items().getFirst();
  }

  @Override
  public HistoryChecker checker(ModelOptions options) {
    return new LinearChecker<>(sequential(options), options.budget());
  }

  SequentialModel<HistoryValue> sequential(ModelOptions options) {
    return new KeyedRegister(REGISTER.sequential(options));
  }

  /** The operation on the register under the key. */
  private static HistoryOperation inner(HistoryOperation operation) {
    return new HistoryOperation(
        inner(operation.invocation()),
        operation.completion().map(KeyValueModel::inner),
        operation.start(),
        operation.end());
  }

  private static HistoryEvent inner(HistoryEvent event) {
    List<HistoryValue> pair = event.value().asItems().orElse(List.of());
    HistoryValue value = pair.size() == 2 ? pair.get(1) : HistoryValue.nil();
    return HistoryEvent.of(event.index(), event.process(), event.type(), event.f(), value);
  }

  /** The register of one key. */
  private record KeyedRegister(SequentialModel<HistoryValue> register)
      implements SequentialModel<HistoryValue> {
    @Override
    public HistoryValue initial() {
      return register.initial();
    }

    @Override
    public Optional<HistoryValue> step(HistoryValue state, HistoryOperation operation) {
      return register.step(state, inner(operation));
    }

    @Override
    public boolean readOnly(HistoryOperation operation) {
      return register.readOnly(operation);
    }

    @Override
    public Optional<HistoryValue> needs(HistoryOperation operation) {
      return register.needs(inner(operation));
    }

    @Override
    public Optional<HistoryValue> gives(HistoryOperation operation) {
      return register.gives(inner(operation));
    }

    @Override
    public Optional<HistoryValue> partition(HistoryOperation operation) {
      return Optional.of(key(operation.argument()));
    }
  }
}
