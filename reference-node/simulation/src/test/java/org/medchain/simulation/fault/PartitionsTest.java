package org.medchain.simulation.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.medchain.simulation.EchoProtocol;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.TestCluster;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.SimulationReport;

/** SIM-25: the receivers and senders under partitions and eclipses. */
class PartitionsTest {
  private static final int NODES = 6;
  private static final long MS = TestCluster.MS;

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
    Partitions cuts = cuts(new Fault.Partition(groups, 10, 20));
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
    Partitions cuts = cuts(new Fault.Eclipse(2, List.of(0, 5), 10, 20));
    for (int from = 0; from < NODES; from++) {
      for (int to = 0; to < NODES; to++) {
        boolean eclipsed = (from == 2) != (to == 2);
        int other = from == 2 ? to : from;
        assertThat(cuts.isCut(from, to, 15)).isEqualTo(eclipsed && other != 0 && other != 5);
      }
    }
    assertThat(cuts.isCut(2, 1, 20)).isFalse();
  }

  @Test
  void nodesThatDoNotExistAreRefused() {
    assertThatThrownBy(() -> run(new Fault.Eclipse(0, List.of(4), 0, 1)))
        .hasMessageContaining("node 4");
    assertThatThrownBy(() -> run(new Fault.Partition(List.of(List.of(0), List.of(-1)), 0, 1)))
        .hasMessageContaining("node -1");
    assertThatThrownBy(() -> new Fault.Partition(List.of(List.of(0), List.of(0)), 0, 1))
        .hasMessageContaining("two sides");
  }

  private static SimulationReport run(Fault... faults) {
    return run(SimulationObserver.NONE, faults);
  }

  private static SimulationReport run(SimulationObserver observer, Fault... faults) {
    SymbolicSignatures scheme = new SymbolicSignatures();
    Load.Open requests = TestCluster.load(scheme, 3, 1, 0, 50 * MS);
    return new Simulation(
            TestCluster.of(4, scheme, EchoProtocol.protocol(1_000 * MS)),
            TestCluster.environment(1, TestCluster.constant(10), faults),
            requests,
            observer)
        .run(1_000 * MS);
  }
}
