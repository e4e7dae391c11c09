package org.medchain.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.simulation.TestCluster.MS;
import static org.medchain.simulation.TestCluster.S;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.pow.DifficultyRule;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.SignatureScheme;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.SimulationReport;

/** POW-32: whole runs from uploads to receipts; clients check headers by their chain's rule. */
class SimulationTest {
  private static final long MS = TestCluster.MS;

  private static final long S = TestCluster.S;

  private final Watcher watcher = new Watcher();

  private static final Difficulty EASIEST = Difficulty.ofCoefficient(4);

  /** The conditions of a run's end. */
  private static final class Watcher implements SimulationObserver {
    final Map<Integer, Hash> roots = new TreeMap<>();
    final Map<RequestId, Integer> acceptances = new TreeMap<>();
    int reverts;

    @Override
    public void executed(int node, long atNs, ExecutionResult execution) {
      roots.put(node, execution.stateRoot());
    }

    @Override
    public void accepted(
        int client, RequestId request, long height, Receipt receipt, long intendedNs, long atNs) {
      assertThat(receipt.succeeded()).isTrue();
      acceptances.merge(request, 1, Integer::sum);
    }

    @Override
    public void reverted(int node, long atNs, long height) {
      reverts++;
    }
  }

  private SimulationReport pbft(int nodes, long seed, long untilNs, Fault... faults) {
    return pbft(new SymbolicSignatures(), nodes, seed, untilNs, 20 * MS, 20, faults);
  }

  private SimulationReport pbft(
      SignatureScheme scheme,
      int nodes,
      long seed,
      long untilNs,
      long intervalNs,
      int uploads,
      Fault... faults) {
    EndToEndRun run = EndToEndRun.pbft(scheme, nodes, 5);
    OneChain agreement = new OneChain(1);
    RunEnvironment environment =
        EndToEndRun.environment(seed, MiningModel.NONE, new FaultPlan(List.of(faults)));
    SimulationReport report =
        new Simulation(
                run.pbftCluster(4),
                environment,
                run.uploads(uploads, 0, intervalNs),
                SimulationObserver.all(List.of(agreement, watcher)))
            .run(untilNs);
    assertThat(agreement.violations).isEmpty();
    return report;
  }

  /** SIM-15, SIM-21. */
  @Test
  void pbftAcceptsEverythingOnce() {
    SimulationReport report = pbft(4, 1, 60 * S);
    assertThat(report.drained()).isTrue();
    assertThat(report.accepted()).isEqualTo(20);
    assertThat(watcher.acceptances.values()).hasSize(20).containsOnly(1);
    assertThat(report.betweenNodes()).containsKeys("pre-prepare", "prepare", "commit");
    assertThat(report.withClients()).containsKeys("transaction", "reply");
    assertThat(report.withClients().get("transaction").messages()).isEqualTo(4 * 20);
  }

  /** Bouncy Castle's keys instead of symbolic ones: the same run, except for the names. */
  @Test
  void realSignaturesChangeNothingButNames() {
    SimulationReport symbolic = pbft(4, 1, 60 * S);
    SimulationReport real = pbft(new Ed25519(), 4, 1, 60 * S, 20 * MS, 20);
    assertThat(real).isEqualTo(symbolic);
  }

  @Property(tries = 20, seed = "9")
  void pbftSurvivesFFaults(
      @ForAll @IntRange(min = 4, max = 8) int nodes,
      @ForAll @IntRange(max = 6) int kind,
      @ForAll @IntRange(max = 1_000) int seed) {
    int faulty = new QuorumSizes(nodes).faulty();
    List<Integer> concerned = new ArrayList<>();
    for (int i = 0; i < faulty; i++) {
      concerned.add(i);
    }
    SimulationReport report = pbft(nodes, seed, 300 * S, fault(kind, concerned));
    assertThat(report.drained()).isTrue();
  }

  private static Fault fault(int kind, List<Integer> nodes) {
    return switch (kind) {
      case 0 -> new Fault.Crash(nodes, 0.1);
      case 1 -> new Fault.Silence(nodes, 0, Fault.NEVER_S);
      case 2 ->
          new Fault.Latency(nodes, 0, Fault.NEVER_S, new DelayDistribution.Exponential(100, 300));
      case 3 -> new Fault.Loss(nodes, 0, Fault.NEVER_S, 0.3);
      case 4 -> new Fault.Restart(nodes, 0.1, 0.4);
      case 5 -> new Fault.Partition(List.of(nodes, List.of(nodes.size())), 0.05, 3);
      default -> new Fault.Eclipse(nodes.get(0), List.of(), 0.05, 3);
    };
  }

  /** SIM-23: all nodes crash at once, and nothing final is lost or decided otherwise. */
  @Property(tries = 10, seed = "37")
  void pbftSurvivesACrashOfAll(
      @ForAll @IntRange(min = 4, max = 7) int nodes,
      @ForAll @IntRange(min = 20, max = 300) int crashMs,
      @ForAll @IntRange(max = 1_000) int seed) {
    List<Integer> all = IntStream.range(0, nodes).boxed().toList();
    Fault restart = new Fault.Restart(all, (crashMs * MS) / 1e9, ((crashMs + 100) * MS) / 1e9);
    SimulationReport report = pbft(nodes, seed, 300 * S, restart);
    assertThat(report.drained()).isTrue();
    assertThat(report.recoveries().restarts()).isEqualTo(nodes);
  }

  /** SIM-24: away for longer than others remember, a node starts from their snapshot. */
  @Test
  void aNodeThatWasAwayCatchesUp() {
    Fault away = new Fault.Restart(List.of(3), 0.01, 2);
    SimulationReport report = pbft(new SymbolicSignatures(), 4, 1, 60 * S, 100 * MS, 40, away);
    assertThat(report.drained()).isTrue();
    assertThat(report.recoveries().snapshotsTaken()).isPositive();
    assertThat(report.recoveries().collected()).isPositive();
    assertThat(report.recoveries().snapshotPartsServed()).isPositive();
    assertThat(report.recoveries().snapshotsRestored()).isPositive();
    assertThat(watcher.roots).as("it has executed blocks on top of that").containsKey(3);
  }

  /** SIM-25: without a quorum on either side nothing happens until the partition heals. */
  @Test
  void pbftWaitsForAPartitionToHeal() {
    Fault halves = new Fault.Partition(List.of(List.of(0, 1), List.of(2, 3)), 0, 5);
    assertThat(pbft(4, 1, 5 * S, halves).accepted()).isZero();
    assertThat(watcher.roots).isEmpty();
    assertThat(pbft(4, 1, 300 * S, halves).drained()).isTrue();
  }

  @Test
  void powAcceptsEverythingOnceAndReorganises() {
    EndToEndRun run = EndToEndRun.pow(new SymbolicSignatures(), 5, 5);
    OneChain agreement = new OneChain(EndToEndRun.CONFIRMATIONS);
    // A block every half second against latencies of 15 ms: forks come, and go.
    MiningModel mining = MiningModel.equal(5, 128);
    Fault slow = new Fault.Delay(List.of(0, 1), 0, 20, 300);
    SimulationReport report =
        new Simulation(
                run.powCluster(4),
                EndToEndRun.environment(3, mining, new FaultPlan(List.of(slow))),
                run.uploads(40, 0, 500 * MS),
                SimulationObserver.all(List.of(agreement, watcher)))
            .run(600 * S);
    assertThat(report.drained()).isTrue();
    assertThat(watcher.acceptances.values()).hasSize(40).containsOnly(1);
    assertThat(watcher.reverts).isPositive();
    assertThat(agreement.finalHeight()).isGreaterThan(10);
    double possible = 128e-9 * report.endNs();
    assertThat(report.totalHashes()).isBetween(0.9 * possible, possible);
  }

  /** SIM-23, SIM-25: a miner that forgets all, and one that hears only one other. */
  @Test
  void powSurvivesRestartsAndEclipses() {
    EndToEndRun run = EndToEndRun.pow(new SymbolicSignatures(), 5, 5);
    OneChain agreement = new OneChain(EndToEndRun.CONFIRMATIONS);
    FaultPlan faults =
        new FaultPlan(
            List.of(
                new Fault.Restart(List.of(0, 1), 5, 8), new Fault.Eclipse(2, List.of(3), 0, 10)));
    SimulationReport report =
        new Simulation(
                run.powCluster(4),
                EndToEndRun.environment(3, MiningModel.equal(5, 128), faults),
                run.uploads(20, 0, 500 * MS),
                SimulationObserver.all(List.of(agreement, watcher)))
            .run(600 * S);
    assertThat(report.drained()).isTrue();
    assertThat(report.recoveries().restarts()).isEqualTo(2);
    assertThat(agreement.violations).isEmpty();
  }

  static Stream<DifficultyRule> rules() {
    return Stream.of(
        new DifficultyRule.Constant(),
        new DifficultyRule.Windowed(4, 500, EASIEST),
        new DifficultyRule.Asert(500, 2_000, EASIEST));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void itAcceptsWhatTheChainConfirms(DifficultyRule rule) {
    EndToEndRun run = EndToEndRun.pow(new SymbolicSignatures(), 4, 4);
    // The first difficulty, 64 hashes, is far from what the rules come to.
    Simulation simulation =
        new Simulation(
            run.powCluster(10, rule),
            EndToEndRun.environment(11, MiningModel.equal(4, 200), FaultPlan.NONE),
            run.uploads(6, 10 * S, 100 * MS),
            new SimulationObserver() {});
    assertThat(simulation.run(600 * S).accepted()).isEqualTo(6);
  }
}
