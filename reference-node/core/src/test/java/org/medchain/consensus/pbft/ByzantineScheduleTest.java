package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.medchain.consensus.Timer;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.RequestId;

/**
 * PBFT-13: honest replicas agree whatever one member of four says, in whatever order it arrives.
 */
@Tag("fast")
class ByzantineScheduleTest {
  private static final int STEPS = 900;

  @Property(tries = 250, seed = "20281", shrinking = ShrinkingMode.OFF)
  void honestReplicasAgree(@ForAll @LongRange(min = 0) long seed) {
    PbftCluster cluster = play(new Random(seed));
    List<Hash> longest = List.of();
    for (int node : cluster.live()) {
      List<Hash> chain = cluster.chainOf(node);
      int common = Math.min(chain.size(), longest.size());
      assertThat(chain.subList(0, common)).as("agreement").isEqualTo(longest.subList(0, common));
      longest = chain.size() > longest.size() ? chain : longest;
      List<RequestId> requests =
          cluster.host(node).chain().stream()
              .map(Block::transactions)
              .flatMap(List::stream)
              .map(transaction -> transaction.request())
              .toList();
      assertThat(new LinkedHashSet<>(requests)).as("exactly once").hasSameSizeAs(requests);
    }
  }

  /** Control: in these schedules blocks are decided and views change, or nothing was tested. */
  @Example
  void theSchedulesGetSomewhere() {
    int blocks = 0;
    long views = 0;
    for (int seed = 0; seed < 20; seed++) {
      PbftCluster cluster = play(new Random(seed));
      for (int node : cluster.live()) {
        blocks += cluster.chainOf(node).size() - 1;
        views += cluster.replica(node).view();
      }
    }
    assertThat(blocks).isGreaterThan(100);
    assertThat(views).isGreaterThan(100);
  }

  private static PbftCluster play(Random random) {
    PbftCluster cluster = new PbftCluster(new Committee(4, 1 + random.nextInt(3)));
    ByzantineMember member = new ByzantineMember(cluster, random.nextInt(4), random);
    for (int step = 0; step < STEPS; step++) {
      int draw = random.nextInt(100);
      if (draw < 2) {
        cluster.submit("client " + random.nextInt(2));
      } else if (draw < 10) {
        member.act();
      } else if (draw < 13) {
        fireOne(cluster, random);
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
