package org.medchain.day.load;

import java.util.List;
import java.util.stream.Stream;
import org.medchain.comparison.metrics.StepOutcome;

/**
 * What became of a load (PROC-24, PROC-26).
 *
 * @param steps of each kind, whole visits, and openings of sessions
 * @param seconds from the first step to the end of the last
 * @param lost steps that failed, in words
 * @param records whether the ledger's state has each uploaded one by proof
 * @param files whether those of the sample were read again after the day, byte for byte
 */
record LoadOutcome(
    List<StepOutcome> steps, double seconds, List<String> lost, DayCheck records, DayCheck files) {
  LoadOutcome {
    steps = List.copyOf(steps);
    lost = List.copyOf(lost);
  }

  /** Whether nothing was lost: each step was answered, each record and file is there. */
  boolean isComplete() {
    return failures().isEmpty()
        && steps.stream().allMatch(each -> each.lost() == 0)
        && records.isComplete()
        && files.isComplete();
  }

  /** What was lost, in words: steps, records, files. */
  List<String> failures() {
    return Stream.of(lost, records.failures(), files.failures()).flatMap(List::stream).toList();
  }

  /** Records that were uploaded. */
  int uploaded() {
    return records.wanted();
  }

  /** Steps that were answered, of all kinds of the process. */
  long answered() {
    return steps.stream()
        .filter(each -> !each.step().equals("visit") && !each.step().equals(LoadRun.CONNECT))
        .mapToLong(StepOutcome::answered)
        .sum();
  }
}
