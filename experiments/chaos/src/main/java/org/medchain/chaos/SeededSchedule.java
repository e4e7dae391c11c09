package org.medchain.chaos;

import java.util.Optional;

/** What the judges say of one seed, for callers outside this package. */
public final class SeededSchedule {
  private SeededSchedule() {}

  /**
   * Plays the schedule of a seed (SCH-2).
   *
   * @return the judge that saw a violation, e.g. AG; empty if none did
   */
  public static Optional<String> violation(long seed) {
    return Trial.run(Plan.of(seed)).violation().map(Violation::oracle);
  }
}
