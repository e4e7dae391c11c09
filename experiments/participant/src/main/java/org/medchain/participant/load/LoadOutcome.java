package org.medchain.participant.load;

import java.util.List;
import org.medchain.comparison.metrics.StepOutcome;

/**
 * What became of a load (PROC-24, PROC-26).
 *
 * @param steps of each kind, whole visits, and openings of sessions
 * @param seconds from the first step to the end of the last
 * @param uploaded records
 * @param proved of these, those that the ledger's state has by proof
 * @param readBack files that were read again after the day, byte for byte
 * @param toRead how many were to be read
 * @param failures the first ones in words
 */
record LoadOutcome(
    List<StepOutcome> steps,
    double seconds,
    int uploaded,
    int proved,
    int readBack,
    int toRead,
    List<String> failures) {
  /** Copies the lists. */
  LoadOutcome {
    steps = List.copyOf(steps);
    failures = List.copyOf(failures);
  }

  /** Whether nothing was lost: each step was answered, each record and file is there. */
  boolean isComplete() {
    return failures.isEmpty()
        && steps.stream().allMatch(each -> each.lost() == 0)
        && proved == uploaded
        && readBack == toRead;
  }

  /** Steps that were answered, of all kinds of the process. */
  long answered() {
    return steps.stream()
        .filter(each -> !each.step().equals("visit") && !each.step().equals(LoadRun.CONNECT))
        .mapToLong(StepOutcome::answered)
        .sum();
  }
}
