package org.medchain.history.model;

import java.util.Optional;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.HistoryChecker;

/** A workload by its name: which operations it has, and what judges its histories. */
public interface WorkloadModel {
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
}
