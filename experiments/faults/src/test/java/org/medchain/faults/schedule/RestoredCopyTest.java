package org.medchain.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.COPY;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.CRASH;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.PUT_BACK;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.RESTART;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.adversary.SeededDraws;
import org.medchain.consensus.VoteMemory;

/**
 * SCH-22, PBFT-29: a member gets a copy of its store back that is 1, 100 or 2K heights old, while
 * the others continue. It votes on nothing, and comes back under a fresh key.
 */
@Tag("statistical")
class RestoredCopyTest {
  private static final int SCHEDULES = 500;

  /** Whether the member found out that it has forgotten votes. */
  private static boolean putBack(long seed, int age) {
    SeededDraws random = SeededDraws.of(seed, "restored copy");
    int interval = random.between(4, 10);
    int heights = age == 0 ? 2 * interval : age;
    String name = "seed " + seed + ", copy of " + heights + " heights ago, K " + interval;
    RecoverySchedule play = RecoverySchedule.of(seed, true, interval);
    ScheduledSystem system = play.system();
    int place = random.below(RecoverySchedule.MEMBERS);
    ScheduledHost member = play.member(place);
    long warm = random.between(1, 2 * interval);
    play.await("some blocks", () -> member.stateMachine().height() >= warm);
    system.play(COPY, member, 0);
    int voted = play.votes().votesOf(member.key());
    long until = member.stateMachine().height() + heights;
    play.await("more blocks", () -> member.stateMachine().height() >= until);
    assertThat(play.votes().votesOf(member.key())).as(name).isGreaterThan(voted);

    system.play(CRASH, member, 0);
    play.run(ms(1 + random.below(2000)));
    Optional<ScheduledHost> down = Optional.empty();
    if (random.chance(250)) {
      down = Optional.of(play.member((place + 1 + random.below(3)) % RecoverySchedule.MEMBERS));
      system.play(CRASH, down.get(), 0);
    }
    system.play(PUT_BACK, member, 1);
    play.votes().forget(member.key(), voted);
    system.play(RESTART, member, 0);
    if (down.isPresent()) {
      play.run(ms(random.below(5000)));
      system.play(RESTART, down.get(), 0);
    }
    play.await(
        "what it has forgotten", () -> RecoverySchedule.memory(member) != VoteMemory.UNCONFIRMED);

    assertThat(play.violation()).as(name).isEqualTo(Optional.empty());
    boolean isLost = RecoverySchedule.memory(member) == VoteMemory.LOST;
    assertThat(isLost || heights == 1).as(name).isTrue();
    play.run(ms(random.below(3000)));
    down.ifPresent(
        each ->
            play.await(
                "the other's votes", () -> RecoverySchedule.memory(each) == VoteMemory.INTACT));
    if (isLost) {
      system.play(CRASH, member, 0);
      play.recover(place);
    }
    play.submit();
    play.requireAcknowledged();
    assertThat(play.violation()).as(name).isEqualTo(Optional.empty());
    return isLost;
  }

  private static long ms(long ms) {
    return ms * RecoverySchedule.SECOND / 1000;
  }

  /**
   * A copy that is one height old may lack nothing but a COMMIT that arrived where its height was
   * decided without it: nobody keeps that one, and the member decides the height before it votes.
   */
  private static void putBackInAll(int schedules) {
    int lost = 0;
    for (int seed = 1; seed <= schedules; seed++) {
      lost += putBack(seed, seed % 3 == 0 ? 1 : seed % 3 == 1 ? 100 : 0) ? 1 : 0;
    }
    assertThat(lost).isBetween(schedules - schedules / 50, schedules);
  }

  @Test
  void noCopyVotes() {
    putBackInAll(18);
  }

  @Test
  @Tag("exhaustive")
  void norDoFiveHundred() {
    putBackInAll(SCHEDULES);
  }
}
