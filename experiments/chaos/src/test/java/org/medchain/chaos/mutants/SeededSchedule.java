package org.medchain.chaos.mutants;

import java.util.Optional;
import org.medchain.chaos.oracle.OracleViolation;
import org.medchain.chaos.schedule.SchedulePlan;
import org.medchain.chaos.schedule.ScheduleTrial;

/** The oracles' result for one seed, loaded by name together with a mutant's classes. */
public final class SeededSchedule {
  private SeededSchedule() {}

  /**
   * Plays the schedule of a seed.
   *
   * @return the oracle that found a violation, e.g. AG; empty if none did
   */
  public static Optional<String> violation(long seed) {
    return violation(SchedulePlan.of(seed));
  }

  /**
   * The same for the seed's schedule of one kind, named as in {@link SchedulePlan.ScheduleKind}.
   */
  public static Optional<String> violation(String kind, long seed) {
    return violation(SchedulePlan.of(SchedulePlan.ScheduleKind.valueOf(kind), seed));
  }

  private static Optional<String> violation(SchedulePlan plan) {
    return ScheduleTrial.run(plan).violation().map(OracleViolation::oracle);
  }
}
