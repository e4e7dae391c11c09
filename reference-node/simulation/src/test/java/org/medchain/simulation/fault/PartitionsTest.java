package org.medchain.simulation.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** SIM-25: the receivers and senders under partitions and eclipses. */
class PartitionsTest {
  private static final int NODES = 6;

  /** Two nodes hear each other unless both are in groups, and in different ones. */
  @Property(tries = 200, seed = "34")
  void aPartitionSeparatesItsGroupsAlone(@ForAll @IntRange(max = 1_000_000) int seed) {
    Random random = new Random(seed);
    int[] side = new int[NODES];
    List<List<Integer>> groups = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int node = 0; node < NODES; node++) {
      side[node] = random.nextInt(4) - 1;
      if (side[node] >= 0) {
        groups.get(side[node]).add(node);
      }
    }
    Partitions cuts = cuts(new Fault.Partition(groups, 10 / 1e9, 20 / 1e9));
    for (int from = 0; from < NODES; from++) {
      for (int to = 0; to < NODES; to++) {
        boolean apart = side[from] >= 0 && side[to] >= 0 && side[from] != side[to];
        assertThat(cuts.isCut(from, to, 10)).isEqualTo(apart);
        assertThat(cuts.isCut(from, to, 19)).isEqualTo(apart);
        assertThat(cuts.isCut(from, to, 9) || cuts.isCut(from, to, 20)).isFalse();
      }
    }
  }

  private static Partitions cuts(Fault... faults) {
    return new Partitions(new FaultPlan(List.of(faults)), NODES);
  }

  @Test
  void anEclipsedNodeHasItsPeersAlone() {
    Partitions cuts = cuts(new Fault.Eclipse(2, List.of(0, 5), 10 / 1e9, 20 / 1e9));
    for (int from = 0; from < NODES; from++) {
      for (int to = 0; to < NODES; to++) {
        boolean eclipsed = (from == 2) != (to == 2);
        int other = from == 2 ? to : from;
        assertThat(cuts.isCut(from, to, 15)).isEqualTo(eclipsed && other != 0 && other != 5);
      }
    }
    assertThat(cuts.isCut(2, 1, 20)).isFalse();
  }
}
