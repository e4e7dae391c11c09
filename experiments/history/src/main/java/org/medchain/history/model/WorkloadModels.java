package org.medchain.history.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.medchain.history.History;
import org.medchain.history.HistoryFormatException;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.CheckResult;

/** The list of workloads. */
public final class WorkloadModels {
  /** All that there are; a new one is one more line. */
  public static final List<WorkloadModel> ALL =
      List.of(
          new RegisterModel(false),
          new RegisterModel(true),
          new KeyValueModel(),
          new SetModel(),
          new AppendModel(),
          new BankModel());

  private WorkloadModels() {}

  /** By its name. */
  public static Optional<WorkloadModel> named(String name) {
    return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** The names, as in a sentence. */
  public static String names() {
    return ALL.stream().map(WorkloadModel::name).collect(Collectors.joining(", "));
  }

  /**
   * Judges a history by a workload's own checkers.
   *
   * @throws HistoryFormatException if an operation is not one of this workload
   */
  public static CheckResult check(WorkloadModel model, ModelOptions options, History history)
      throws HistoryFormatException {
    Optional<String> wrong = model.refuses(options);
    if (wrong.isPresent()) {
      throw new HistoryFormatException(wrong.get());
    }
    for (HistoryOperation each : history.operations()) {
      Optional<String> refused = model.refuses(each);
      if (refused.isPresent()) {
        throw new HistoryFormatException(
            "operation at index %s, model %s: %s"
                .formatted(each.invocation().index(), model.name(), refused.get()));
      }
    }
    return model.checker(options).check(history);
  }
}
