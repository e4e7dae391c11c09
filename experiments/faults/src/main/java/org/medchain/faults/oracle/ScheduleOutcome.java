package org.medchain.faults.oracle;

import java.util.Optional;

/**
 * What became of one schedule: false before unknown before true, as Jepsen orders them.
 *
 * @param violation the first one, if there was any
 * @param committed blocks that honest hosts committed; a schedule with none says nothing
 * @param coverage of the schedule
 */
public record ScheduleOutcome(
    Optional<OracleViolation> violation, int committed, Coverage coverage) {
  /** One word. */
  public String word() {
    return violation.isPresent() ? "violation" : committed == 0 ? "unknown" : "pass";
  }
}
