package org.medchain.faults.workload;

import org.medchain.history.check.HistoryChecker;
import org.medchain.history.model.ModelOptions;
import org.medchain.history.model.WorkloadModels;
import org.medchain.history.value.HistoryValue;

/** What judges the histories of workloads: the checkers of {@code medchain check}. */
final class Checkers {
  private Checkers() {}

  /** Of a model by its name. */
  static HistoryChecker of(String model) {
    return WorkloadModels.named(model).orElseThrow().checker(ModelOptions.DEFAULT);
  }

  /** The same with a value before all operations. */
  static HistoryChecker of(String model, HistoryValue initial) {
    return WorkloadModels.named(model)
        .orElseThrow()
        .checker(ModelOptions.DEFAULT.withInitial(initial));
  }
}
