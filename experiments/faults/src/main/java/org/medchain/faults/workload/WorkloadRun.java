package org.medchain.faults.workload;

import java.util.List;
import java.util.Optional;
import org.medchain.data.Transaction;
import org.medchain.history.check.HistoryChecker;

/** One run of a workload; from one thread. */
public interface WorkloadRun {
  /** What a worker does before all else. */
  default List<WorkloadCall> first(int worker) {
    return List.of();
  }

  /** The next call of a worker; empty if it has nothing to do just now. */
  Optional<WorkloadCall> next(int worker);

  /** What a worker does last, after all faults are healed. */
  List<WorkloadCall> last(int worker);

  /**
   * A transaction of the agreed ledger, in its order; each once. After the run, before the first
   * {@link #complete}.
   *
   * @param call what it was submitted as
   */
  default void ordered(Transaction transaction, WorkloadCall call) {
    // The contract has executed it; the receipt says how.
  }

  /** How the history has the end of an answered call. */
  CallCompletion complete(AnsweredCall answered);

  /**
   * Whether it is a matter of luck that a function succeeds, so that it shows nothing if it never
   * does.
   */
  default boolean isByChance(String f) {
    return false;
  }

  /** Judges the history of this run. */
  HistoryChecker checker();
}
