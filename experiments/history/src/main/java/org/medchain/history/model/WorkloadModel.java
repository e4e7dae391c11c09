package org.medchain.history.model;

import java.util.List;
import java.util.Optional;
import org.medchain.history.History;
import org.medchain.history.HistoryFormatException;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.value.HistoryValue;

/** A workload by its name: which operations it has, and what judges its histories. */
public interface WorkloadModel {
  /** All that there are; a new one is one more line. */
  static List<WorkloadModel> all() {
    return List.of(
        new RegisterModel("register", false, false),
        new RegisterModel("cas-register", true, false),
        new RegisterModel("kv", true, true),
        new SetModel(),
        new AppendModel(),
        new BankModel());
  }

  /** As on the command line. */
  String name();

  /** What is wrong with an operation of this workload; nothing if it is one. */
  Optional<String> refuses(HistoryOperation operation);

  /** What is wrong with the value before all operations, if it is not one of this workload. */
  default Optional<String> refuses(ModelOptions options) {
    return Optional.empty();
  }

  /** What judges. */
  HistoryChecker checker(ModelOptions options);

  /** What judges the histories of a workload that there is, after this value. */
  static HistoryChecker checker(String name, Optional<HistoryValue> initial) {
    ModelOptions options = ModelOptions.DEFAULT;
    return named(name).orElseThrow().checker(initial.map(options::withInitial).orElse(options));
  }

  /** By its name. */
  static Optional<WorkloadModel> named(String name) {
    return all().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /**
   * Judges a history by the workload's own checkers.
   *
   * @throws HistoryFormatException if an operation is not one of this workload
   */
  default CheckResult check(ModelOptions options, History history) throws HistoryFormatException {
    Optional<String> wrong = refuses(options);
    if (wrong.isPresent()) {
      throw new HistoryFormatException(wrong.get());
    }
    for (HistoryOperation each : history.operations()) {
      Optional<String> refused = refuses(each);
      if (refused.isPresent()) {
        throw new HistoryFormatException(
            "operation at index %s, model %s: %s"
                .formatted(each.invocation().index(), name(), refused.get()));
      }
    }
    return checker(options).check(history);
  }
}
