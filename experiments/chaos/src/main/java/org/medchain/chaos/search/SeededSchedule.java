package org.medchain.chaos.search;

import java.util.Optional;
import org.medchain.chaos.oracle.OracleViolation;
import org.medchain.chaos.schedule.SchedulePlan;
import org.medchain.chaos.schedule.ScheduleTrial;

/** The oracles' result for one seed, for callers outside this package. */
public final class SeededSchedule {
  private SeededSchedule() {}

  /**
   * Plays the schedule of a seed (SCH-2).
   *
   * @return the oracle that found a violation, e.g. AG; empty if none did
   */
  public static Optional<String> violation(long seed) {
    return ScheduleTrial.run(SchedulePlan.of(seed)).violation().map(OracleViolation::oracle);
  }
}
