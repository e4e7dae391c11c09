package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.medchain.consensus.Quorum;
import org.medchain.data.Hash;
import org.medchain.data.RequestId;

/** Agreement, exactly once and recovery over random schedules (PBFT-13, PBFT-14). */
@Tag("fast")
class PbftScheduleTest {
  private static final int[] SIZES = {4, 5, 6, 7, 10};

  @Property(tries = 400, seed = "20211", shrinking = ShrinkingMode.OFF)
  void honestReplicasAgreeAndRecover(@ForAll @LongRange(min = 0) long seed) {
    Random random = new Random(seed);
    int nodes = SIZES[random.nextInt(SIZES.length)];
    int window = 1 + random.nextInt(4);
    ScheduledCluster cluster = new ScheduledCluster(nodes, window, seed);
    int crashes = random.nextInt(new Quorum(nodes).faulty() + 1);
    for (int i = 0; i < crashes; i++) {
      cluster.crash(random.nextInt(nodes));
    }
    for (int step = 0; step < 1_500; step++) {
      if (step % 60 == 0) {
        cluster.submit();
      }
      cluster.stepFaulty();
    }
    checkAgreement(cluster);
    boolean healed = cluster.heals(400);
    checkAgreement(cluster);
    assertThat(healed)
        .as("everything commits after healing, n = %d, W = %d", nodes, window)
        .isTrue();
  }

  private static void checkAgreement(ScheduledCluster cluster) {
    List<Hash> longest = List.of();
    for (int i = 0; i < cluster.size(); i++) {
      List<Hash> chain = cluster.chainOf(i);
      int common = Math.min(chain.size(), longest.size());
      assertThat(chain.subList(0, common)).as("agreement").isEqualTo(longest.subList(0, common));
      longest = chain.size() > longest.size() ? chain : longest;
      List<RequestId> requests = cluster.requests(i);
      assertThat(new LinkedHashSet<>(requests)).as("exactly once").hasSameSizeAs(requests);
    }
  }
}
