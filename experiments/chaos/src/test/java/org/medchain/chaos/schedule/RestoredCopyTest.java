package org.medchain.chaos.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.pbft.VoteMemory;

/**
 * SCH-22, PBFT-29: a member gets a copy of its store back that is 1, 100 or 2K heights old, while
 * the others go on. It votes on nothing, and comes back under a fresh key.
 */
class RestoredCopyTest {
  private static final int SCHEDULES = 500;

  private static void putBack(long seed, int age) {
    ScheduleRandom random = ScheduleRandom.of(seed, "restored copy");
    int interval = random.between(4, 10);
    int heights = age == 0 ? 2 * interval : age;
    String name = "seed " + seed + ", copy of " + heights + " heights ago, K " + interval;
    RecoverySchedule play = RecoverySchedule.of(seed, true, interval);
    ScheduledSystem system = play.system();
    int place = random.below(RecoverySchedule.MEMBERS);
    ScheduledHost member = play.member(place);
    long warm = random.between(1, 2 * interval);
    play.await("some blocks", () -> member.stateMachine().height() >= warm);
    system.copyDisk(member);
    int voted = play.votes().votesOf(member.key());
    long until = member.stateMachine().height() + heights;
    play.await("more blocks", () -> member.stateMachine().height() >= until);
    assertThat(play.votes().votesOf(member.key())).as(name).isGreaterThan(voted);

    system.crash(member, 0);
    play.run(ms(1 + random.below(2000)));
    Optional<ScheduledHost> down = Optional.empty();
    if (random.chance(250)) {
      down = Optional.of(play.member((place + 1 + random.below(3)) % RecoverySchedule.MEMBERS));
      system.crash(down.get(), 0);
    }
    system.putBack(member, 1);
    play.votes().silence(member.key());
    system.restart(member);
    if (down.isPresent()) {
      play.run(ms(random.below(5000)));
      system.restart(down.get());
    }
    play.await(
        "what it has forgotten", () -> RecoverySchedule.memory(member) != VoteMemory.UNCONFIRMED);

    assertThat(play.violation()).as(name).isEqualTo(Optional.empty());
    assertThat(RecoverySchedule.memory(member)).as(name).isEqualTo(VoteMemory.LOST);
    play.run(ms(random.below(3000)));
    down.ifPresent(
        each ->
            play.await(
                "the other's votes", () -> RecoverySchedule.memory(each) == VoteMemory.INTACT));
    system.crash(member, 0);
    play.recover(place);
    play.submit();
    play.requireAcknowledged();
    assertThat(play.violation()).as(name).isEqualTo(Optional.empty());
  }

  private static long ms(long ms) {
    return ms * RecoverySchedule.SECOND / 1000;
  }

  private static void putBackInAll(int schedules) {
    for (int seed = 1; seed <= schedules; seed++) {
      putBack(seed, seed % 3 == 0 ? 1 : seed % 3 == 1 ? 100 : 0);
    }
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
