package org.medchain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.Replica;
import org.medchain.data.KeyPair;
import org.medchain.simulation.fault.ByzantineAssignment;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.SimulationReport;

/** SIM-23, SIM-27: a node that crashes comes back with its durable data, and nothing else. */
class CrashRecoveryTest {
  private static final int NODES = 4;
  private static final long MS = TestCluster.MS;
  private static final long S = TestCluster.S;

  private final SymbolicSignatures scheme = new SymbolicSignatures();

  private ProtocolFactory protocol(Function<KeyPair, Replica> replicas) {
    List<KeyPair> nodes = TestCluster.nodes(scheme, NODES);
    return new ProtocolFactory(
        EchoProtocol.protocol(S).messages(),
        key ->
            replicas.apply(
                nodes.stream().filter(n -> n.publicKey().equals(key)).findAny().orElseThrow()),
        () -> new EchoProtocol.Session(S));
  }

  /** Random crashes: the assertions of {@link LoggingReplica} hold. */
  @Property(tries = 60, seed = "35")
  void promisesSurviveACrash(@ForAll @IntRange(max = 1_000_000) int seed) {
    List<LoggingReplica.Diary> diaries = new ArrayList<>();
    SimulationReport report = diarists(seed, diaries, SimulationObserver.NONE);
    int lives = diaries.stream().mapToInt(diary -> diary.lives - 1).sum();
    assertThat(report.recoveries().restarts()).isEqualTo(lives);
    assertThat(diaries).allMatch(diary -> !diary.written.isEmpty());
  }

  private SimulationReport diarists(
      int seed, List<LoggingReplica.Diary> diaries, SimulationObserver observer) {
    Random random = new Random(seed);
    TestCluster.nodes(scheme, NODES)
        .forEach(n -> diaries.add(new LoggingReplica.Diary(n.publicKey())));
    ProtocolFactory protocol =
        protocol(
            keys ->
                new LoggingReplica(
                    diaries.stream()
                        .filter(diary -> diary.node.equals(keys.publicKey()))
                        .findAny()
                        .orElseThrow(),
                    diaries,
                    (2 + seed % 3) * MS));
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      long fromNs = 1 + random.nextInt(200) * MS + random.nextInt(1_000_000);
      List<Integer> node = List.of(random.nextInt(NODES));
      faults.add(new Fault.Restart(node, fromNs / 1e9, (fromNs + random.nextInt(20) * MS) / 1e9));
    }
    RunEnvironment environment =
        new RunEnvironment(
            seed,
            NetworkModel.of(new DelayDistribution.Exponential(0, 5), 1, 0.05),
            new CpuModel(random.nextInt(500), 100, 0, random.nextInt(200), 0),
            new DiskModel(random.nextInt(5_000)),
            MiningModel.NONE,
            new FaultPlan(faults));
    return new Simulation(
            TestCluster.of(NODES, scheme, protocol),
            environment,
            TestCluster.idle(300 * MS),
            observer)
        .run(300 * MS);
  }

  /** SIM-27: the hook is asked once for each life of each node, with a fresh replica. */
  @Test
  void everyLifeOfANodeMayBeCorrupted() {
    List<String> asked = new ArrayList<>();
    List<Replica> fresh = new ArrayList<>();
    List<String> given = new ArrayList<>();
    ByzantineAssignment corruption =
        (node, correct) -> {
          asked.add("n" + node);
          fresh.add(correct);
          return node != 2
              ? correct
              : input -> {
                given.add(input.getClass().getSimpleName());
                return List.of();
              };
        };
    Cluster cluster =
        TestCluster.of(NODES, scheme, protocol(keys -> new EchoProtocol.EchoReplica()))
            .with(corruption);
    SimulationReport report =
        new Simulation(
                cluster,
                TestCluster.environment(
                    1, TestCluster.constant(10), new Fault.Restart(List.of(2), 0.005, 0.006)),
                TestCluster.load(scheme, 1, 1, 0, 0),
                SimulationObserver.NONE)
            .run(S);
    assertThat(asked).containsExactly("n0", "n1", "n2", "n3", "n2");
    assertThat(fresh).doesNotHaveDuplicates().allMatch(EchoProtocol.EchoReplica.class::isInstance);
    given.removeIf("PeerReachable"::equals);
    assertThat(given)
        .startsWith("Recovered", "Started", "Recovered", "Started", "RequestSubmitted");
    assertThat(report.withClients().get("done").messages()).as("the others reply").isEqualTo(1);
  }
}
