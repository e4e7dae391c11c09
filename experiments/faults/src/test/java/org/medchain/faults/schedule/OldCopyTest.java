package org.medchain.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.VoteMemory;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;

/**
 * SCH-19, PBFT-29: members get old or empty disks, one after the other, and no schedule breaks
 * agreement or keeps the others from executing all requests.
 */
@Tag("statistical")
class OldCopyTest {
  private static final int QUICK = 60;
  private static final int MANY = 500;

  private static SchedulePlan plan(long seed) {
    return SchedulePlan.of(ScheduleKind.OLD_COPY, seed);
  }

  /** How many of the members that have no votes any more a schedule leaves. */
  private static long lost(long seed) {
    ScheduledSystem system = new ScheduledSystem(plan(seed), false);
    ScheduleTrial.runPhases(system);
    assertThat(system.oracle.violation()).as("seed %d", seed).isEqualTo(Optional.empty());
    return system.hosts.stream()
        .flatMap(host -> host.replica().stream())
        .filter(each -> ((PbftReplica) each).voteMemory() == VoteMemory.LOST)
        .count();
  }

  private static long withLosses(int seeds) {
    long found = 0;
    for (long seed = 1; seed <= seeds; seed++) {
      found += lost(seed) > 0 ? 1 : 0;
    }
    return found;
  }

  @Test
  void noOldCopyBreaksAgreement() {
    assertThat(withLosses(QUICK)).as("schedules in which votes are lost").isGreaterThan(QUICK / 4);
  }

  @Test
  @Tag("exhaustive")
  void norDoFiveHundred() {
    assertThat(withLosses(MANY)).isGreaterThan(MANY / 4);
  }

  /** A recorded schedule has the copies in it, so it can be shrunk and played again. */
  @Test
  void aRecordOfItPlaysTheSame() {
    Schedule recorded = Schedule.record(plan(3));
    assertThat(recorded.lines()).anyMatch(line -> line.startsWith("put_back "));
    assertThat(recorded.replay()).isEmpty();
  }
}
