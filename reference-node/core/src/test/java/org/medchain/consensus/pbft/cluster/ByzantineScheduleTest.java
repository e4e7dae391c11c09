package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.medchain.consensus.Input;
import org.medchain.consensus.Timer;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.network.Screening;

/** PBFT-13 to PBFT-18: agreement and progress with one Byzantine member, in any order. */
class ByzantineScheduleTest {
  private static final int STEPS = 900;

  @Property(tries = 80, seed = "20281", shrinking = ShrinkingMode.OFF)
  void honestReplicasAgreeAndGoOn(@ForAll @LongRange(min = 0) long seed) {
    playAndHeal(seed);
  }

  @Property(tries = 2_000, seed = "20282", shrinking = ShrinkingMode.OFF)
  @Tag("exhaustive")
  void honestReplicasAgreeAndGoOnOnMoreSchedules(@ForAll @LongRange(min = 0) long seed) {
    playAndHeal(seed);
  }

  private static void playAndHeal(long seed) {
    Random random = new Random(seed);
    PbftCluster cluster = play(random); // their committed blocks are compared
    cluster.deliver();
    for (int round = 1; round <= 24 && !isLevel(cluster); round++) {
      cluster.fireAll(PbftTimers.RETRANSMIT);
      if (round % 4 == 0) {
        cluster.fireAll(PbftTimers.VIEW_CHANGE);
      }
    }
    cluster.checkLevel();
  }

  private static boolean isLevel(PbftCluster cluster) {
    return cluster.live().stream()
        .allMatch(
            node ->
                cluster.host(node).height() == cluster.agreement().height()
                    && !cluster.host(node).timers().contains(PbftTimers.VIEW_CHANGE));
  }

  /** Control: in these schedules blocks are decided and views change, or nothing was tested. */
  @Example
  void theSchedulesGetSomewhere() {
    long blocks = 0;
    long views = 0;
    for (int seed = 0; seed < 20; seed++) {
      PbftCluster cluster = play(new Random(seed));
      for (int node : cluster.live()) {
        blocks += cluster.host(node).height();
        views += cluster.replica(node).view();
      }
    }
    assertThat(blocks).isGreaterThan(100);
    assertThat(views).isGreaterThan(100);
  }

  /** PBFT-27: votes beyond the quorum, taken or left away, make no difference to any output. */
  @Example
  void whatIsNotAwaitedMakesNoDifference() {
    int unawaited = 0;
    for (int seed = 0; seed < 20; seed++) {
      PbftCluster cluster = play(new Random(seed));
      for (int node : cluster.live()) {
        PbftReplica replica = cluster.committee.replica(node);
        for (RecordingReplica.Step step : cluster.steps(node)) {
          if (isUnneeded(replica, step.input())) {
            unawaited++;
            assertThat(step.outputs()).isEmpty();
          } else {
            assertThat(replica.step(step.input())).isEqualTo(step.outputs());
          }
        }
      }
    }
    assertThat(unawaited).isGreaterThan(1_000);
  }

  private static boolean isUnneeded(PbftReplica replica, Input input) {
    return input instanceof Input.MessageReceived received
        && replica.screen(received.verified().sender(), received.verified().message())
            instanceof Screening.Unneeded;
  }

  private static PbftCluster play(Random random) {
    long interval = 1L + random.nextInt(4);
    PbftCluster cluster = new PbftCluster(new TestCommittee(4, 1 + random.nextInt(3), interval));
    RandomByzantineMember member = new RandomByzantineMember(cluster, random.nextInt(4), random);
    for (int step = 0; step < STEPS; step++) {
      int draw = random.nextInt(100);
      if (draw < 2) {
        cluster.submit("client " + random.nextInt(2));
      } else if (draw < 10) {
        member.act();
      } else if (draw < 13) {
        fireOne(cluster, random);
      } else if (draw == 13 && random.nextInt(6) == 0) {
        cluster.restart(cluster.live().get(random.nextInt(3)));
      } else {
        cluster.deliverOne(random);
      }
    }
    return cluster;
  }

  private static void fireOne(PbftCluster cluster, Random random) {
    int node = cluster.live().get(random.nextInt(3));
    List<Timer> timers = List.copyOf(cluster.host(node).timers());
    if (!timers.isEmpty()) {
      cluster.fire(node, timers.get(random.nextInt(timers.size())));
    }
  }
}
