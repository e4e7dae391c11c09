package org.medchain.history.model;

import java.util.Optional;
import org.medchain.history.HistoryOperation;
import org.medchain.history.linear.SequentialModel;
import org.medchain.history.sim.SimulatedObject;
import org.medchain.history.sim.SimulatedObject.DrawnCall;
import org.medchain.history.value.HistoryValue;

/** Each workload's object, one operation after another: what all orders are tried on. */
public final class SequentialModels {
  private SequentialModels() {}

  /** That of a model. */
  public static SequentialModel<?> of(String model) {
    return switch (model) {
      case "register" -> new RegisterModel(model, false, false).sequential(ModelOptions.DEFAULT);
      case "cas-register" -> new RegisterModel(model, true, false).sequential(ModelOptions.DEFAULT);
      case "kv" -> new RegisterModel(model, true, true).sequential(ModelOptions.DEFAULT);
      default -> new PlayedModel(SimulatedObject.of(model));
    };
  }

  /** What the object itself would have returned. */
  private record PlayedModel(SimulatedObject object) implements SequentialModel<HistoryValue> {
    @Override
    public HistoryValue initial() {
      return object.initial();
    }

    @Override
    public Optional<HistoryValue> step(HistoryValue state, HistoryOperation operation) {
      return object
          .apply(state, new DrawnCall(operation.f(), operation.argument()))
          .filter(done -> operation.isOpen() || done.result().equals(operation.result()))
          .map(SimulatedObject.Done::state);
    }
  }
}
