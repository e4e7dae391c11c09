package org.medchain.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.CRASH;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.RESTART;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.VoteMemory;

/**
 * SCH-21: a second member loses its store before the first is recovered, which is one more than f.
 * It starts under its old key, as if the note of its history was lost too.
 */
@Tag("statistical")
class SecondLossTest {
  /** How far the first recovery is. */
  private enum Progress {
    NOT_BEGUN,
    FOLLOWS,
    SENT,
    ORDERED,
    IN_FORCE
  }

  private static Optional<RecoverySchedule.Recovery> recoverUntil(
      RecoverySchedule play, int place, Progress progress) {
    if (progress == Progress.NOT_BEGUN) {
      return Optional.empty();
    }
    RecoverySchedule.Recovery first = play.begin(place);
    play.run(RecoverySchedule.SECOND);
    if (progress != Progress.FOLLOWS) {
      first.order();
    }
    if (progress == Progress.ORDERED) {
      play.await("the center's order", first::isOrdered);
    } else if (progress == Progress.IN_FORCE) {
      play.await("the fresh key's epoch", first::isKnown);
    }
    return Optional.of(first);
  }

  private static void startWithEmptyStore(RecoverySchedule play, int place) {
    ScheduledHost host = play.member(place);
    play.votes().forget(host.key(), 0);
    play.system().play(RESTART, host, 0);
  }

  /** Whether the first recovery ends in spite of it. */
  private static boolean loseTwo(long seed, int one, int two, Progress progress, boolean load) {
    String name = "members " + one + ", " + two + ", " + progress + (load ? ", load" : "");
    RecoverySchedule play = RecoverySchedule.of(seed, load);
    for (int i = 0; i < 3; i++) {
      play.submit();
    }
    play.lose(one);
    Optional<RecoverySchedule.Recovery> first = recoverUntil(play, one, progress);

    play.lose(two);

    assertThat(play.refusal(two)).as(name).hasValueSatisfying(why -> assertThat(why).contains("2"));
    startWithEmptyStore(play, two);
    if (first.isEmpty()) {
      assertThat(play.refusal(one)).as(name).isPresent();
      startWithEmptyStore(play, one);
    }
    play.submitUnanswered();
    play.run(10 * RecoverySchedule.SECOND);
    int committed = play.system().oracle.committed();
    play.run(50 * RecoverySchedule.SECOND);
    assertThat(play.violation()).as(name).isEqualTo(Optional.empty());
    assertThat(RecoverySchedule.memory(play.member(two))).as(name).isEqualTo(VoteMemory.LOST);
    boolean isOver = first.filter(RecoverySchedule.Recovery::isOver).isPresent();
    if (isOver) {
      first.orElseThrow().end();
      play.system().play(CRASH, play.member(two), 0);
      play.recover(two);
      play.submit();
      assertThat(play.system().oracle.committed()).as(name).isGreaterThan(committed);
    } else {
      assertThat(play.system().oracle.committed()).as(name).isEqualTo(committed);
      assertThat(play.system().clients.get(1).outstanding()).as(name).isNotEmpty();
    }
    play.requireAcknowledged();
    assertThat(play.violation()).as(name).isEqualTo(Optional.empty());
    return isOver;
  }

  @Test
  void noNewHistoryBegins() {
    for (Progress progress : Progress.values()) {
      int over = 0;
      for (int code = 0; code < 32; code++) {
        int one = code >> 3;
        int two = code >> 1 & 3;
        if (one != two) {
          over += loseTwo(code, one, two, progress, (code & 1) == 1) ? 1 : 0;
        }
      }
      // Without the fresh key no quorum is left to bring it into force.
      assertThat(over).as("%s", progress).isEqualTo(progress == Progress.IN_FORCE ? 24 : 0);
    }
  }
}
