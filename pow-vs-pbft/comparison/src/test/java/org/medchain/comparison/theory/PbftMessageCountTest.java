package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.comparison.theory.PbftMessageCount.RequestAddressees;
import org.medchain.consensus.Certificate;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.SimulationReport;
import org.medchain.simulation.observe.Traffic;

/** CMP-20: the counts against every pair of sender and receiver, and against the real replicas. */
class PbftMessageCountTest {
  /** What replicas ask each other once, at their start (CONS-15). */
  private static final Set<String> START_UP = Set.of("status", "vote-query", "vote-report");

  private static final DelayDistribution CONSTANT =
      new DelayDistribution.Constant(FaultFreePbft.DELAY_MS);

  @Property(seed = "5551", tries = 50)
  void countsArePairsOfSenderAndReceiver(@ForAll @IntRange(min = 4, max = 100) int replicas) {
    long prePrepares = 0;
    long prepares = 0;
    long commits = 0;
    for (int from = 0; from < replicas; from++) {
      for (int to = 0; to < replicas; to++) {
        boolean other = from != to;
        prePrepares += other && from == 0 ? 1 : 0;
        prepares += other && from != 0 ? 1 : 0;
        commits += other ? 1 : 0;
      }
    }
    PbftMessageCount traffic = new PbftMessageCount(replicas, RequestAddressees.TO_ALL);
    assertThat(traffic.prePrepares()).isEqualTo(prePrepares);
    assertThat(traffic.prepares()).isEqualTo(prepares);
    assertThat(traffic.commits()).isEqualTo(commits);
    assertThat(traffic.messagesPerBlock()).isEqualTo(2L * replicas * (replicas - 1));
  }

  @ParameterizedTest
  @CsvSource({"4, 1, 12", "4, 5, 4", "5, 3, 7", "6, 4, 3", "7, 1, 9", "10, 10, 4", "16, 7, 5"})
  void realReplicasSendExactlySoMany(int replicas, int batch, int blocks) {
    FaultFreePbft run = FaultFreePbft.run(replicas, batch, blocks, CONSTANT);
    assertThat(run.blockSizes()).hasSize(blocks).allMatch(size -> size == batch);
    assertCounts(run.report(), replicas, batch, blocks);
  }

  /**
   * The order in which messages come takes no message away, as long as no timer runs out. A replica
   * that starts after others have voted is told what they know, and one that a request reaches
   * after its block repeats its answer (PBFT-1).
   */
  @ParameterizedTest
  @CsvSource({"4, 6, 5", "7, 4, 6"})
  void scatteredLatenciesOnlyAddReplies(int replicas, int batch, int blocks) {
    FaultFreePbft run =
        FaultFreePbft.run(replicas, batch, blocks, new DelayDistribution.Exponential(1, 20));
    assertThat(run.blockSizes()).hasSize(blocks).allMatch(size -> size == batch);
    PbftMessageCount exact = new PbftMessageCount(replicas, RequestAddressees.TO_ALL);
    Map<String, Traffic> between = run.report().betweenNodes();
    long prepares = (long) blocks * exact.prepares();
    long commits = (long) blocks * exact.commits();
    assertThat(between.get("prepare").messages()).isBetween(prepares, 2 * prepares);
    assertThat(between.get("commit").messages()).isBetween(commits, 2 * commits);
    long requests = (long) replicas * batch * blocks;
    assertThat(run.report().withClients().get("transaction").messages()).isEqualTo(requests);
    assertThat(run.report().withClients().get("reply").messages())
        .isBetween(requests, 2 * requests);
  }

  private static void assertCounts(SimulationReport report, int replicas, int batch, int blocks) {
    PbftMessageCount exact = new PbftMessageCount(replicas, RequestAddressees.TO_ALL);
    long requests = (long) batch * blocks;
    assertThat(report.accepted()).isEqualTo(requests);
    assertCountsBetweenReplicas(report, replicas, blocks);
    Map<String, Traffic> clients = report.withClients();
    assertThat(clients.keySet()).isEqualTo(Set.of("transaction", "reply"));
    assertThat(clients.get("transaction").messages()).isEqualTo(requests * exact.requests());
    assertThat(clients.get("reply").messages()).isEqualTo(requests * exact.replies());
    assertThat(new BigFraction(report.traffic().messages() - startUp(report)))
        .isEqualTo(exact.messagesPerRequest(batch).multiply(new BigFraction(requests)));
  }

  private static long startUp(SimulationReport report) {
    return START_UP.stream().mapToLong(kind -> report.betweenNodes().get(kind).messages()).sum();
  }

  private static void assertCountsBetweenReplicas(
      SimulationReport report, int replicas, int blocks) {
    PbftMessageCount exact = new PbftMessageCount(replicas, RequestAddressees.TO_ALL);
    Map<String, Traffic> between = report.betweenNodes();
    Set<String> ordering = new TreeSet<>(between.keySet());
    ordering.removeAll(START_UP);
    assertThat(ordering).isEqualTo(Set.of("pre-prepare", "prepare", "commit"));
    assertThat(between.get("pre-prepare").messages()).isEqualTo(blocks * exact.prePrepares());
    assertThat(between.get("prepare").messages()).isEqualTo(blocks * exact.prepares());
    assertThat(between.get("commit").messages()).isEqualTo(blocks * exact.commits());
  }

  /** Castro and Liskov 1999, §4.2, counted by hand for n = 4. */
  @Test
  void fourReplicasByHand() {
    PbftMessageCount traffic = new PbftMessageCount(4, RequestAddressees.TO_PRIMARY);
    assertThat(traffic.prePrepares()).isEqualTo(3);
    assertThat(traffic.prepares()).isEqualTo(9);
    assertThat(traffic.commits()).isEqualTo(12);
    assertThat(traffic.messagesPerRequest(1)).isEqualTo(new BigFraction(24 + 1 + 4));
    assertThat(traffic.messagesPerRequest(100)).isEqualTo(new BigFraction(24, 100).add(5));
    assertThat(new PbftMessageCount(4, RequestAddressees.TO_ALL).messagesPerRequest(1))
        .isEqualTo(new BigFraction(32));
  }

  @Test
  void countsOfAThousandMillionReplicasFit() {
    assertThat(new PbftMessageCount(1_000_000_000, RequestAddressees.TO_ALL).messagesPerBlock())
        .isPositive();
  }

  /** A run of real replicas in which nothing goes wrong, and all requests come at time 0. */
  private static final class FaultFreePbft implements SimulationObserver {
    static final double DELAY_MS = 10;
    private static final long END_NS = 60 * SinglePatientChain.SECOND_NS;

    /** CHECKPOINTs are not counted: there are n of them every K heights. */
    private static final long NO_CHECKPOINT = 1_000_000;

    private final TreeMap<Long, Integer> sizes = new TreeMap<>();
    private SimulationReport report;

    private FaultFreePbft() {}

    /** The number of requests that fill the given blocks of the given size. */
    static FaultFreePbft run(int replicas, int batch, int blocks, DelayDistribution delay) {
      FaultFreePbft run = new FaultFreePbft();
      SinglePatientChain chain = new SinglePatientChain(replicas, 4, Difficulty.NONE);
      RunEnvironment environment = SinglePatientChain.calm(55, delay, MiningModel.NONE);
      int requests = batch * blocks;
      int[] number = {0};
      // Closed, because such a run ends at its time, not when the last request is accepted.
      Load load =
          new Load.Closed(
              1,
              requests,
              DelayDistribution.NONE,
              END_NS,
              client ->
                  number[0] < requests ? Optional.of(chain.upload(++number[0])) : Optional.empty());
      run.report =
          new Simulation(
                  chain.pbft(batch, SinglePatientChain.NEVER_NS, NO_CHECKPOINT),
                  environment,
                  load,
                  run)
              .run(END_NS);
      return run;
    }

    @Override
    public void committed(int node, long atNs, Block block, Certificate certificate) {
      sizes.put(block.height(), block.transactions().size());
    }

    SimulationReport report() {
      return report;
    }

    List<Integer> blockSizes() {
      return List.copyOf(sizes.values());
    }
  }
}
