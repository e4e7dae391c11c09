package org.medchain.history.model;

import java.util.Optional;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.ComposedChecker;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.linear.LinearChecker;
import org.medchain.history.linear.SequentialModel;

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

  /** What one operation after another does. */
  SequentialModel<?> sequential(ModelOptions options);

  /** What judges. */
  default HistoryChecker checker(ModelOptions options) {
    HistoryChecker search = new LinearChecker<>(sequential(options), options.budget());
    return withoutSearch(options)
        .map(own -> options.linearizable() ? new ComposedChecker(own, search) : own)
        .orElse(search);
  }

  /** What judges without a search for a linearization; empty if the search has to. */
  default Optional<HistoryChecker> withoutSearch(ModelOptions options) {
    return Optional.empty();
  }
}
