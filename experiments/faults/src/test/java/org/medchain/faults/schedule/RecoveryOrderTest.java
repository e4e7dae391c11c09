package org.medchain.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.CRASH;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.data.PublicKey;

/**
 * SCH-20: all four members lose their stores, each as soon as the one before is recovered, and
 * nothing that was acknowledged is lost.
 */
@Tag("statistical")
class RecoveryOrderTest {
  /** All orders of four members, in the order of the dictionary. */
  private static List<List<Integer>> orders() {
    List<List<Integer>> found = new ArrayList<>();
    for (int code = 0; code < 256; code++) {
      List<Integer> order = List.of(code >> 6, code >> 4 & 3, code >> 2 & 3, code & 3);
      if (order.stream().distinct().count() == RecoverySchedule.MEMBERS) {
        found.add(order);
      }
    }
    return found;
  }

  private static void allInTurn(List<Integer> order, int pause, boolean load) {
    String name = "order " + order + ", pause " + pause + " s, " + (load ? "under load" : "idle");
    long seed = orders().indexOf(order) * 100L + pause * 2L + (load ? 1 : 0);
    RecoverySchedule play = RecoverySchedule.of(seed, load);
    List<PublicKey> first = play.system().oracle.lastMembers().keys();
    for (int i = 0; i < 3; i++) {
      play.submit();
    }

    for (int place : order) {
      play.lose(place);
      play.recover(place);
      play.run(pause * RecoverySchedule.SECOND);
    }

    assertThat(play.violation()).as(name).isEqualTo(Optional.empty());
    play.submit();
    int acknowledged = play.requireAcknowledged();
    // The other three make a quorum only together.
    play.system().play(CRASH, play.member(order.get(0)), 0);
    play.submit();
    int more = play.requireAcknowledged();
    assertThat(play.violation()).as(name).isEqualTo(Optional.empty());
    assertThat(more).as(name).isGreaterThan(acknowledged);
    assertThat(acknowledged).as(name).isGreaterThan(load ? 6 : 3);
    assertThat(play.system().oracle.lastMembers().keys())
        .as(name)
        .hasSize(RecoverySchedule.MEMBERS)
        .doesNotContainAnyElementsOf(first);
  }

  @Test
  void everyOrderKeepsWhatWasAcknowledged() {
    assertThat(orders()).hasSize(24);
    for (List<Integer> order : orders()) {
      for (int pause : List.of(0, 1, 30)) {
        allInTurn(order, pause, false);
      }
      allInTurn(order, 0, true);
      allInTurn(order, 1, true);
    }
    allInTurn(orders().get(0), 30, true);
  }

  /** The load of half a minute, four times over, takes most of the time. */
  @Test
  @Tag("exhaustive")
  void soDoesEveryOrderUnderLoadWithLongPauses() {
    for (List<Integer> order : orders()) {
      allInTurn(order, 30, true);
    }
  }
}
