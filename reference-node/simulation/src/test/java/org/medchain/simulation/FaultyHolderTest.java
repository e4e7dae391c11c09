package org.medchain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Hash;
import org.medchain.simulation.FaultyHolder.HolderFault;
import org.medchain.simulation.fault.ByzantineAssignment;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.RequestArrival;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;

/** PBFT-35, PBFT-36: an empty node gets the certified state alone, though f holders lie. */
@Tag("statistical")
class FaultyHolderTest {
  private static final long MS = TestCluster.MS;
  private static final long S = TestCluster.S;

  /** So that a snapshot has several parts. */
  private static final int IDLE_PARTICIPANTS = 700;

  /** Of the chain at the start of the empty node, and while it catches up. */
  private static final int EARLY_BLOCKS = 16;

  private static final int LATE_BLOCKS = 14;

  private static final long LAST_NS = 300 * S;

  private final Map<Integer, EndToEndRun> chains = new HashMap<>();
  private final Map<Integer, ForgedStates> forgeries = new HashMap<>();
  private final Map<HolderFault, Integer> drawn = new EnumMap<>(HolderFault.class);

  @Test
  void anEmptyNodeEndsWithTheCertifiedState() {
    for (int seed = 0; seed < 30; seed++) {
      run(4, 1, seed);
    }
    for (int seed = 0; seed < 10; seed++) {
      run(7, 2, seed);
    }
    assertThat(drawn).containsOnlyKeys(HolderFault.values());
  }

  @Test
  @Tag("exhaustive")
  void anEmptyNodeEndsWithTheCertifiedStateInAThousandSeeds() {
    for (int seed = 0; seed < 1_000; seed++) {
      run(4, 1, seed);
      run(7, 2, seed);
    }
  }

  /** The states that the last node showed, by height, and the roots of the chain. */
  private static final class ShownStates implements SimulationObserver {
    final TreeMap<Long, Hash> chain = new TreeMap<>();
    final List<Long> restored = new ArrayList<>();
    private final int empty;
    private final Map<Integer, MedicalContract> contracts;

    ShownStates(int empty, Map<Integer, MedicalContract> contracts) {
      this.empty = empty;
      this.contracts = contracts;
    }

    @Override
    public void executed(int node, long atNs, ExecutionResult execution) {
      Hash known = chain.putIfAbsent(execution.height(), execution.stateRoot());
      assertThat(known == null || known.equals(execution.stateRoot())).isTrue();
    }

    @Override
    public void restored(int node, long atNs, long height, Hash block) {
      assertThat(node).isEqualTo(empty);
      assertThat(contracts.get(node).stateRoot())
          .as("the state shown at height " + height)
          .isEqualTo(chain.get(height));
      restored.add(height);
    }
  }

  private void run(int nodes, int faulty, int seed) {
    EndToEndRun chain =
        chains.computeIfAbsent(
            nodes,
            count -> EndToEndRun.large(new SymbolicSignatures(), count, 5, IDLE_PARTICIPANTS));
    ForgedStates forged = forgeries.computeIfAbsent(nodes, count -> chain.forgedStates());
    int empty = nodes - 1;
    Map<Integer, MedicalContract> contracts = new HashMap<>();
    Cluster cluster = cluster(chain, forged, empty - faulty, empty, seed, contracts);
    ShownStates shown = new ShownStates(empty, contracts);
    OneChain agreement = new OneChain(1);
    Fault late = new Fault.Restart(List.of(empty), 0, 2);
    new Simulation(
            cluster,
            EndToEndRun.environment(seed, MiningModel.NONE, new FaultPlan(List.of(late))),
            load(chain),
            SimulationObserver.all(List.of(agreement, shown)))
        .run(600 * S);
    String run = "n = " + nodes + ", seed " + seed;
    assertThat(agreement.violations).as(run).isEmpty();
    assertThat(shown.restored).as(run).isNotEmpty();
    MedicalContract joined = contracts.get(empty);
    assertThat(joined.height()).as(run).isGreaterThan(EARLY_BLOCKS);
    assertThat(joined.stateRoot()).as(run).isEqualTo(shown.chain.get(joined.height()));
  }

  private Cluster cluster(
      EndToEndRun chain,
      ForgedStates forged,
      int firstFaulty,
      int empty,
      int seed,
      Map<Integer, MedicalContract> contracts) {
    int[] starting = {0};
    ByzantineAssignment assignment =
        (node, correct) -> {
          starting[0] = node;
          SplittableRandom random = new SplittableRandom(1_000L * seed + node);
          return node < firstFaulty || node == empty
              ? unheard(correct, node == empty ? 0 : 1 + random.nextInt(4))
              : new FaultyHolder(
                  correct, () -> contracts.get(node), forged, seed + node, random, drawn);
        };
    Cluster all = chain.pbftCluster(1);
    return new Cluster(
        all.chain(),
        all.scheme(),
        all.nodes(),
        all.protocol(),
        executor -> {
          MedicalContract made = new MedicalContract(chain.genesis(), executor);
          contracts.put(starting[0], made);
          return made;
        },
        assignment,
        all.macs());
  }

  /** A correct one that loses some of the first requests, so that others are queried. */
  private static Replica unheard(Replica correct, int lost) {
    int[] left = {lost};
    return input ->
        correct.step(input).stream()
            .filter(output -> !(output instanceof Output.ServeSnapshot && left[0]-- > 0))
            .toList();
  }

  /** Some at once, then one every two seconds, and one much later, after the transfer. */
  private static Load.Open load(EndToEndRun chain) {
    List<RequestArrival> arrivals = new ArrayList<>();
    for (RequestArrival each : chain.uploads(EARLY_BLOCKS + LATE_BLOCKS, 0, 20 * MS).arrivals()) {
      int number = arrivals.size();
      boolean isLast = number == EARLY_BLOCKS + LATE_BLOCKS - 1;
      long lateNs = isLast ? LAST_NS : (2 + 2L * (number - EARLY_BLOCKS)) * S;
      long atNs = number < EARLY_BLOCKS ? each.atNs() : lateNs;
      arrivals.add(new RequestArrival(atNs, each.client(), each.transaction()));
    }
    return new Load.Open(arrivals);
  }
}
