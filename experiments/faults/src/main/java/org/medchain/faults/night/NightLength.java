package org.medchain.faults.night;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How long a night lasts.
 *
 * @param until when the last run begins at the latest
 * @param runs how many there are; then they are dealt out evenly, over hosts, workloads and kinds
 *     of faults (FAULT-21)
 * @param timeLimitS how long the load of each lasts; drawn unless given
 */
public record NightLength(Optional<Instant> until, OptionalInt runs, OptionalDouble timeLimitS) {
  /** Until it is stopped. */
  public static final NightLength ENDLESS =
      new NightLength(Optional.empty(), OptionalInt.empty(), OptionalDouble.empty());

  boolean reaches(int run, Instant now) {
    return run <= runs.orElse(Integer.MAX_VALUE) && until.map(now::isBefore).orElse(true);
  }
}
