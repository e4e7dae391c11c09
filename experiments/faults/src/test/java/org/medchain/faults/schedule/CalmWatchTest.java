package org.medchain.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.CRASH;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.Hash;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;
import org.medchain.network.Message;

/** SCH-25: when a correct primary counts as unseated; with four members by two. */
final class CalmWatchTest {
  private ScheduledSystem world;
  private CalmPhase.CalmWatch watch;

  @BeforeEach
  void setUp() {
    SchedulePlan plan = SchedulePlan.of(ScheduleKind.LIVENESS, 1, 4).withBehaviour("");
    world = new ScheduledSystem(plan, false);
    watch = new CalmPhase.CalmWatch(world);
    watch.start();
  }

  private void says(int host, Message message) {
    Input nothing = new Input.Started(world.nowNs());
    watch.stepped(world.hosts.get(host), nothing, List.of(new Output.Sign(message)));
  }

  private static Message vote(long view) {
    return new Prepare(view, 1, Hash.ZERO);
  }

  private static Message leaves(long view) {
    return new ViewChange(view, QuorumCertificate.ofGenesis(Hash.ZERO), List.of());
  }

  @Test
  void twoWhoLeaveAViewThatWorkedUnseatItsPrimaryOnce() {
    says(1, vote(0));
    says(1, leaves(1));
    says(1, leaves(2));
    assertThat(watch.unseated).isZero();
    says(2, leaves(1));
    says(3, leaves(1));
    assertThat(watch.unseated).isEqualTo(1);
    says(1, vote(1));
    says(2, leaves(2));
    says(3, leaves(2));
    assertThat(watch.unseated).isEqualTo(2);
  }

  @Test
  void aPrimaryThatIsDownOrWhoseViewNeverWorkedIsNone() {
    says(1, leaves(1));
    says(2, leaves(1));
    assertThat(watch.unseated).isZero();
    says(1, vote(1));
    world.play(CRASH, world.hosts.get(1), 0);
    says(2, leaves(2));
    says(3, leaves(2));
    assertThat(watch.unseated).isZero();
  }
}
