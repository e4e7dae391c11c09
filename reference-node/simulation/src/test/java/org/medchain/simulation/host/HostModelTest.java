package org.medchain.simulation.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.Replica;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.network.Message;
import org.medchain.network.Screening;
import org.medchain.simulation.EchoProtocol;
import org.medchain.simulation.EndToEndRun;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.TestCluster;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.model.CheckpointModel;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.HostModel;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.SimulationReport;

/** SIM-7, SIM-33 to SIM-37: what processes and forces of the disk cost. */
class HostModelTest {
  private static final long US = 1_000;

  private static final long S = TestCluster.S;

  private final SignatureScheme scheme = new SymbolicSignatures();

  /** Processor time of the last run. */
  private long busyNs;

  private long snapshots;

  private static HostModel host(
      double receive, double send, int remembered, double recall, double wake, OptionalInt cores) {
    return new HostModel(
        receive,
        send,
        OptionalDouble.empty(),
        remembered,
        recall,
        wake,
        cores,
        CheckpointModel.FREE);
  }

  private static HostModel cores(int count) {
    return host(0, 0, 0, 0, 0, OptionalInt.of(count));
  }

  /** When each party's steps ended, in µs. */
  private List<String> run(CpuModel cpu, HostModel host, int requests) {
    return run(cpu, host, requests, input -> List.of());
  }

  private List<String> run(CpuModel cpu, HostModel host, int requests, Replica replica) {
    List<String> log = new ArrayList<>();
    SimulationObserver logger =
        new SimulationObserver() {
          @Override
          public void stepped(String party, long atNs, Input input, List<Output> outputs) {
            if ((input instanceof Input.RequestSubmitted || input instanceof Input.MessageRejected)
                && party.startsWith("n")) {
              log.add(party + " " + atNs / US);
            }
          }
        };
    ProtocolFactory protocol =
        new ProtocolFactory(
            EchoProtocol.protocol(S).messages(), key -> replica, () -> new EchoProtocol.Session(S));
    RunEnvironment environment =
        new RunEnvironment(
            1,
            TestCluster.constant(10),
            cpu,
            new DiskModel(0),
            MiningModel.NONE,
            FaultPlan.NONE,
            host);
    Load load = TestCluster.load(scheme, requests, requests, 0, 0);
    SimulationReport report =
        new Simulation(TestCluster.of(4, scheme, protocol), environment, load, logger).run(S);
    busyNs = report.busyNs();
    snapshots = report.recoveries().snapshotsTaken();
    return log;
  }

  /** SIM-33: taking a message from a connection is charged besides handling it. */
  @Test
  void receivingIsCharged() {
    HostModel host = host(30, 0, 0, 0, 0, OptionalInt.empty());
    assertThat(run(new CpuModel(0, 0, 0, 100, 0), host, 2))
        .contains("n0 10130", "n0 10260", "n3 10130", "n3 10260");
    assertThat(busyNs).as("two requests at four nodes").isEqualTo(8 * 130 * US);
  }

  /** SIM-34: a message that comes again costs its signatures' recall, not their checks. */
  @Test
  void rememberedSignaturesAreNotCheckedAgain() {
    SignatureCache remembered = remembering(2);
    assertThat(remembered.hits(new long[] {1, 2})).isZero();
    assertThat(remembered.hits(new long[] {1, 2, 3})).isEqualTo(2);
    assertThat(remembering(0).hits(new long[] {1, 1})).isZero();
  }

  /** SIM-34, PBFT-27: what a replica does not await, a node that remembers does not check. */
  @Test
  void whatIsNotAwaitedIsNotChecked() {
    Replica deaf =
        new Replica() {
          @Override
          public List<Output> step(Input input) {
            return List.of();
          }

          @Override
          public Screening screen(PublicKey sender, Message message) {
            return new Screening.Unsound("not needed");
          }
        };
    CpuModel cpu = new CpuModel(0, 100, 0, 7, 0);
    HostModel remembers = host(0, 0, 2, 50, 0, OptionalInt.empty());
    assertThat(run(cpu, remembers, 1, deaf)).contains("n0 10007");
    assertThat(run(cpu, remembers, 1)).contains("n0 10107");
    assertThat(run(cpu, HostModel.NONE, 1, deaf)).contains("n0 10107");
  }

  /** SIM-34: a signature among the last ones is known, a new one is not. */
  @Property
  void theLastOnesAreKnown(
      @ForAll @IntRange(min = 1, max = 8) int generation,
      @ForAll @Size(max = 40) List<@IntRange(max = 20) Integer> seen) {
    SignatureCache remembered = remembering(generation);
    List<Integer> order = new ArrayList<>();
    for (int each : seen) {
      Set<Integer> last = new HashSet<>();
      for (int i = order.size() - 1; i >= 0 && last.size() < generation; i--) {
        last.add(order.get(i));
      }
      int known = remembered.hits(new long[] {each});
      if (!order.contains(each)) {
        assertThat(known).isZero();
        order.add(each);
      } else if (last.contains(each)) {
        assertThat(known).isEqualTo(1);
      } else if (known == 0) {
        order.add(each);
      }
    }
  }

  /** SIM-35: on one core four nodes take turns, on four they do not wait. */
  @Test
  void nodesWaitForSharedCores() {
    CpuModel cpu = new CpuModel(0, 0, 0, 100, 0);
    assertThat(run(cpu, cores(1), 1))
        .containsExactlyInAnyOrder("n0 10100", "n1 10200", "n2 10300", "n3 10400");
    assertThat(run(cpu, cores(2), 1))
        .containsExactlyInAnyOrder("n0 10100", "n1 10100", "n2 10200", "n3 10200");
    assertThat(run(cpu, cores(4), 1))
        .containsExactlyInAnyOrder("n0 10100", "n1 10100", "n2 10100", "n3 10100");
  }

  /** SIM-35: clients are a process too, whose sending takes time. */
  @Test
  void clientsShareTheMachine() {
    HostModel host = host(0, 25, 0, 0, 0, OptionalInt.of(4));
    assertThat(run(CpuModel.FREE, host, 2)).contains("n0 10100", "n0 10200");
    assertThat(busyNs).as("two requests to four nodes, one again").isEqualTo(12 * 25 * US);
    assertThat(run(CpuModel.FREE, host(0, 25, 0, 0, 0, OptionalInt.empty()), 2))
        .contains("n0 10000");
    assertThat(busyNs).as("of clients elsewhere").isZero();
  }

  /** SIM-36: one wake-up is paid after others, or none, had the core. */
  @Test
  void wakingIsChargedForEachBurst() {
    CpuModel cpu = new CpuModel(0, 0, 0, 100, 0);
    assertThat(run(cpu, waking(1), 1))
        .as("at time 0 four nodes and the clients woke one after the other")
        .containsExactlyInAnyOrder("n0 10400", "n1 10550", "n2 10700", "n3 10850");
    assertThat(run(cpu, waking(4), 3))
        .as("four nodes woke at once, then the clients; three requests come together")
        .contains("n0 10250", "n0 10350", "n0 10450");
    HostModel alone = host(0, 0, 0, 0, 50, OptionalInt.empty());
    assertThat(run(cpu, alone, 1)).as("a separate core").contains("n0 10100", "n3 10100");
  }

  private static HostModel waking(int cores) {
    return host(0, 0, 0, 0, 50, OptionalInt.of(cores));
  }

  /** SIM-37: processor time grows by the snapshots taken times what one of that length costs. */
  @Property(tries = 20)
  void snapshotsAreCharged(
      @ForAll @IntRange(max = 500) int us,
      @ForAll @IntRange(max = 50) int usPerKib,
      @ForAll @IntRange(max = 64) int kib) {
    CheckpointModel costs = new CheckpointModel(us, usPerKib, 3, 5);
    HostModel host =
        new HostModel(0, 0, OptionalDouble.empty(), 0, 0, 0, OptionalInt.empty(), costs);
    AtomicLong tokens = new AtomicLong();
    Replica taking =
        input ->
            input instanceof Input.RequestSubmitted
                ? List.of(
                    new Output.TakeSnapshot(
                        new DurabilityToken(tokens.incrementAndGet()),
                        0,
                        Bytes.of(new byte[kib * 1024])))
                : List.of();
    long state = new TestCluster.Ledger().snapshot(0).size();
    run(CpuModel.FREE, host, 3, taking);
    assertThat(snapshots).as("three requests at four nodes").isEqualTo(12);
    assertThat(busyNs).isEqualTo(12 * costs.coreNs(kib * 1024L + state));
    assertThat(costs.coreNs(kib * 1024L)).isEqualTo((us + (long) usPerKib * kib) * US);
    assertThat(costs.diskNs(kib * 1024L)).isEqualTo((3 + 5L * kib) * US);
    run(CpuModel.FREE, HostModel.NONE, 3, taking);
    assertThat(busyNs).as("without a model they cost only a force").isZero();
  }

  /** SIM-37: messages that wait for a snapshot leave when it has been written, not before. */
  @Test
  void whatWaitsForASnapshotWaitsLonger() {
    List<String> usual = whole(HostModel.NONE);
    HostModel slow =
        new HostModel(
            0,
            0,
            OptionalDouble.empty(),
            0,
            0,
            0,
            OptionalInt.empty(),
            new CheckpointModel(0, 0, 20_000, 0));
    assertThat(whole(slow)).hasSameSizeAs(usual).isNotEqualTo(usual);
    assertThat(whole(HostModel.NONE)).isEqualTo(usual);
  }

  /** SIM-33 to SIM-36: a whole PBFT run with all of it accepts everything, twice the same way. */
  @Property(tries = 10)
  void wholeRunsAcceptEverything(@ForAll @IntRange(min = 1, max = 6) int cores) {
    HostModel host =
        new HostModel(
            10, 15, OptionalDouble.of(2), 100, 1, 40, OptionalInt.of(cores), CheckpointModel.FREE);
    List<String> first = whole(host);
    assertThat(whole(host)).isEqualTo(first);
    assertThat(first).hasSize(40);
  }

  private List<String> whole(HostModel host) {
    EndToEndRun whole = EndToEndRun.pbft(scheme, 4, 5);
    RunEnvironment usual = EndToEndRun.environment(7, MiningModel.NONE, FaultPlan.NONE);
    RunEnvironment environment =
        new RunEnvironment(
            7, usual.network(), usual.cpu(), usual.disk(), MiningModel.NONE, FaultPlan.NONE, host);
    List<String> accepted = new ArrayList<>();
    SimulationObserver logger =
        new SimulationObserver() {
          @Override
          public void accepted(
              int client,
              org.medchain.data.RequestId request,
              long height,
              org.medchain.data.Receipt receipt,
              long intendedNs,
              long atNs) {
            accepted.add(request.brief() + " " + atNs);
          }
        };
    SimulationReport report =
        new Simulation(
                whole.pbftCluster(8), environment, whole.uploads(40, 0, 2 * TestCluster.MS), logger)
            .run(60 * S);
    assertThat(report.drained()).isTrue();
    return accepted;
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> host(-1, 0, 0, 0, 0, OptionalInt.empty()));
    assertThatThrownBy(() -> host(0, 0, -1, 0, 0, OptionalInt.empty()));
    assertThatThrownBy(() -> cores(0));
    assertThatThrownBy(() -> new CheckpointModel(0, -1, 0, 0));
  }

  private static SignatureCache remembering(int generation) {
    return new SignatureCache(host(0, 0, generation, 0, 0, OptionalInt.empty()), CpuModel.FREE);
  }

  @Property(tries = 200, seed = "5")
  void aForceTakesOneToTwoTimesItsLength(
      @ForAll List<@IntRange(max = 300) Integer> gaps, @ForAll @IntRange(max = 1) int forceUs) {
    SimulatedDisk disk = new SimulatedDisk(new DiskModel(forceUs / 10.0));
    long forceNs = forceUs * 100L;
    long nowNs = 0;
    long lastNs = 0;
    for (int gap : gaps) {
      nowNs += gap;
      long durableNs = disk.persist(nowNs, 0);
      assertThat(durableNs).isBetween(nowNs + forceNs, nowNs + 2 * forceNs);
      assertThat(durableNs).isGreaterThanOrEqualTo(lastNs);
      lastNs = durableNs;
    }
  }

  /** SIM-37: a longer force holds up what comes after it, not what it took along before. */
  @Test
  void aSnapshotMakesItsForceLonger() {
    SimulatedDisk disk = new SimulatedDisk(new DiskModel(0.1));
    assertThat(disk.persist(1_000, 0)).isEqualTo(1_100);
    assertThat(disk.persist(1_010, 0)).isEqualTo(1_200);
    assertThat(disk.persist(1_020, 50)).as("longer by what it says").isEqualTo(1_250);
    assertThat(disk.persist(1_030, 0)).as("in the same force").isEqualTo(1_250);
    assertThat(disk.persist(1_249, 0)).as("still running").isEqualTo(1_350);
    assertThat(disk.persist(2_000, 50)).isEqualTo(2_150);
    assertThat(disk.persist(2_149, 0)).isEqualTo(2_250);
  }
}
