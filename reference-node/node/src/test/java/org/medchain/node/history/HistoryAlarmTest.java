package org.medchain.node.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.QuorumSizes;

/** NODE-17: f members can neither raise the alarm nor hide it, and lateness raises none. */
class HistoryAlarmTest {
  private static final long PATIENCE = 10;
  private static final QuorumSizes FOUR = new QuorumSizes(4);

  private final HistoryAlarm alarm = new HistoryAlarm(PATIENCE);

  private boolean seeing(long now, long head, Long... heights) {
    alarm.update(now, head, FOUR, Arrays.asList(heights));
    return alarm.reason().isPresent();
  }

  @Test
  void aQuorumThatLacksWhatIsCertifiedRaisesIt() {
    assertThat(seeing(0, 40, 7L, 9L, 8L)).as("they may be late").isFalse();
    assertThat(seeing(9, 40, 7L, 9L, 8L)).isFalse();
    assertThat(seeing(10, 40, 7L, 9L, 8L)).isTrue();
    assertThat(alarm.reason().orElseThrow())
        .contains("height 40 is held here", "3 of the 4 members have height 9 at most");
  }

  /** One that lies lower, and one that lies higher. */
  @Test
  void oneFaultyMemberNeitherRaisesNorHidesIt() {
    for (long now = 0; now < 100; now++) {
      assertThat(seeing(now, 40, 0L, 40L, 40L, 40L)).isFalse();
      assertThat(seeing(now, 40, 0L, 0L)).as("two are not a quorum").isFalse();
    }
    seeing(100, 40, 0L, 0L, 0L, 40L);
    assertThat(seeing(110, 40, 0L, 0L, 0L, Long.MAX_VALUE)).isTrue();
    assertThat(seeing(111, 40, 0L, 0L, 0L, 40L)).isTrue();
  }

  /** Under load the others are always a little behind the one that was asked first. */
  @Test
  void membersThatFollowAreNotBehind() {
    for (long now = 0; now < 100; now++) {
      assertThat(seeing(now, 10 * now + 10, 10 * now, 10 * now, 10 * now, 10 * now + 10)).isFalse();
    }
  }

  @Test
  void itEndsWhenMoreThanFHaveTheBlockAgain() {
    seeing(0, 40, 0L, 0L, 0L, 0L);
    assertThat(seeing(10, 40, 0L, 0L, 0L, 0L)).isTrue();
    assertThat(seeing(11, 40)).as("silence proves nothing").isTrue();
    assertThat(seeing(12, 40, 40L, 0L)).as("f may lie").isTrue();
    assertThat(seeing(13, 40, 40L, 41L, 0L, 0L)).isFalse();
    assertThat(seeing(14, 41, 0L, 0L, 0L, 0L)).as("patience begins again").isFalse();
  }

  @Test
  void aCertifiedContradictionIsOneForEver() {
    alarm.contradict(40);
    alarm.update(0, 40, FOUR, List.of(50L, 50L));
    assertThat(alarm.reason().orElseThrow()).contains("another block of height 40");
    assertThat(seeing(1, 40, 40L, 40L, 40L, 40L)).isTrue();
    seeing(2, 40, 0L, 0L, 0L);
    assertThat(seeing(12, 40, 0L, 0L, 0L)).isTrue();
    assertThat(alarm.reason().orElseThrow()).contains("another block of height 40");
  }
}
