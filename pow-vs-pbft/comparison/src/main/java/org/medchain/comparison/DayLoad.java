package org.medchain.comparison;

import java.util.Optional;
import org.medchain.comparison.config.LoadKind;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.comparison.workload.DayPlan;
import org.medchain.comparison.workload.SyntheticRecords;

/** Which day a trial plays: the same for every protocol, host and form of metadata (CMP-55). */
final class DayLoad {
  private DayLoad() {}

  /** The plan of a trial whose workload is a day. */
  static Optional<DayPlan> of(TrialCell cell, SyntheticRecords dataset) {
    WorkloadConfig workload = cell.config().workload();
    if (workload.kind() != LoadKind.DAY) {
      return Optional.empty();
    }
    double visits = workload.visitScale() * DayPlan.visitsOf(dataset);
    return Optional.of(
        DayPlan.of(
            dataset,
            (int) Math.max(1, Math.round(visits)),
            ConfigDurations.secondsToNs(cell.timing().durationS()),
            cell.pairSeed()));
  }
}
