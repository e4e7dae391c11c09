package org.medchain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.simulation.fault.ByzantineAssignment;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.RequestArrival;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.SimulationReport;

/** SIM-5, SIM-23, SIM-47: faults of starts, screening, links; a crash leaves what is on disk. */
class HostFaultsTest {
  private static final long MS = TestCluster.MS;

  private static final long S = TestCluster.S;

  private static final int REQUESTS = 12;

  private static final int LAST = 3;

  private final EndToEndRun run = EndToEndRun.pbft(new SymbolicSignatures(), 4, 3);

  private final List<String> inputs = new ArrayList<>();

  /** By time, the height of node 3. */
  private final TreeMap<Long, Long> reached = new TreeMap<>();

  private long highest;

  private final SimulationObserver watcher =
      new SimulationObserver() {
        @Override
        public void stepped(String party, long atNs, Input input, List<Output> outputs) {
          if (party.equals("n3")) {
            inputs.add(atNs / MS + " " + input.getClass().getSimpleName());
          }
        }

        @Override
        public void committed(int node, long atNs, Block block, Certificate certificate) {
          highest = Math.max(highest, block.height());
          reached(node, atNs, block.height());
        }

        @Override
        public void restored(int node, long atNs, long height, Hash block) {
          reached(node, atNs, height);
        }

        private void reached(int node, long atNs, long height) {
          if (node == LAST) {
            reached.put(atNs, height);
          }
        }
      };

  private final ScriptedNodes nodes = new ScriptedNodes();

  private SimulationReport play(Load load, ByzantineAssignment byzantine, Fault... faults) {
    RunEnvironment environment =
        new RunEnvironment(
            7,
            NetworkModel.of(new DelayDistribution.Uniform(2, 20), 100, 0),
            new CpuModel(22, 48, 1_000, 5, 20),
            new DiskModel(100),
            MiningModel.NONE,
            new FaultPlan(List.of(faults)));
    Cluster cluster = run.pbftCluster(3).with(byzantine);
    OneChain agreement = new OneChain(1);
    SimulationReport report =
        new Simulation(
                cluster, environment, load, SimulationObserver.all(List.of(watcher, agreement)))
            .run(60 * S);
    assertThat(agreement.violations).isEmpty();
    return report;
  }

  /** The requests, and one that keeps the run going for twenty seconds after them. */
  private Load requests() {
    List<RequestArrival> arrivals =
        new ArrayList<>(run.uploads(REQUESTS, 5 * MS, 40 * MS).arrivals());
    RequestArrival late = arrivals.removeLast();
    arrivals.add(new RequestArrival(20 * S, late.client(), late.transaction()));
    return new Load.Open(arrivals);
  }

  /** Nobody asks for anything: the link that comes up lets the node behind catch up (NODE-14). */
  @Test
  void whoWasCutOffCatchesUpWhenItsLinksComeUp() {
    Fault cut = new Fault.Partition(List.of(List.of(LAST), List.of(0, 1, 2)), 0.05, 5);
    SimulationReport report = play(requests(), ByzantineAssignment.NONE, cut);
    assertThat(report.accepted()).isEqualTo(REQUESTS);
    assertThat(inputs.stream().filter("5000 PeerReachable"::equals)).hasSize(3);
    assertThat(reached.floorEntry(6 * S).getValue()).isEqualTo(highest - 1);
  }

  /** Reading the log takes time here; the crash that interrupts it leaves nothing of that life. */
  @Test
  void aCrashDuringRecoveryIsRecoveredFrom() {
    SimulationReport report =
        play(
            requests(),
            ByzantineAssignment.NONE,
            new Fault.Restart(List.of(LAST), 0.3, 0.4),
            new Fault.Restart(List.of(LAST), 0.401, 0.5),
            new Fault.Restart(List.of(LAST), 0.52, 0.6));
    assertThat(report.accepted()).isEqualTo(REQUESTS);
    assertThat(inputs.stream().filter(each -> each.startsWith("40"))).isEmpty();
    assertThat(inputs.stream().filter(each -> each.endsWith("Recovered"))).hasSize(3);
    assertThat(report.recoveries().restarts()).isEqualTo(2);
    assertThat(reached.floorEntry(19 * S).getValue()).isEqualTo(highest - 1);
  }

  /** SIM-23: the running force is lost, and the next one need not wait for it. */
  @Test
  void aForceDoesNotOutliveItsNode() {
    Replica node =
        input ->
            input instanceof Input.Started
                ? List.of(new Output.Persist(new DurabilityToken(1), Bytes.EMPTY))
                : List.of();
    Fault restart = new Fault.Restart(List.of(0), 0.0005, 0.0006);
    Fault late = new Fault.Restart(List.of(0), 0.0007, 0.005);
    nodes.run(CpuModel.FREE, 8, TestCluster.idle(S), List.of(restart, late), node);
    assertThat(nodes.log)
        .containsExactly(
            "0 n0 Started",
            "600 n0 recovered 0",
            "600 n0 Started",
            "5000 n0 recovered 0",
            "5000 n0 Started",
            "6000 n0 persisted 1");
    nodes.log.clear();
    nodes.run(CpuModel.FREE, 8, TestCluster.idle(S), List.of(restart), node);
    assertThat(nodes.log).last().isEqualTo("1600 n0 persisted 1");
  }
}
