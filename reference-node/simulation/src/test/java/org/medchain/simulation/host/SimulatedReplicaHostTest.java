package org.medchain.simulation.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.Replica;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.simulation.EchoProtocol;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.TestCluster;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.RequestArrival;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.SimulationReport;

/** SIM-4 to SIM-7: a node's core, disk and timers, and the fate of each output. */
class SimulatedReplicaHostTest {
  private static final long US = 1_000;
  private static final long MS = TestCluster.MS;
  private static final long S = TestCluster.S;

  private final SymbolicSignatures scheme = new SymbolicSignatures();
  private final List<KeyPair> keys = TestCluster.nodes(scheme, 4);

  /** The replicas' inputs and the host's reports, in order, with the virtual time. */
  private final List<String> log = new ArrayList<>();

  private final SimulationObserver logger =
      new SimulationObserver() {
        @Override
        public void stepped(String party, long atNs, Input input, List<Output> outputs) {
          assertThat(input.nowNs()).isEqualTo(TestCluster.GENESIS_MS * MS + atNs);
          if (!(input instanceof Input.Recovered || input instanceof Input.PeerReachable)) {
            log.add(atNs / US + " " + party + " " + name(input));
          }
        }
      };

  private static String name(Input input) {
    return switch (input) {
      case Input.Started started -> "started";
      case Input.MessageReceived received -> "received " + received.verified().envelope().code();
      case Input.MessageRejected rejected -> "rejected: " + rejected.reason();
      case Input.RequestSubmitted submitted -> "submitted " + submitted.request().body().size();
      case Input.TimerFired fired -> "fired " + fired.timer().key();
      case Input.MessageSigned signed -> "signed " + signed.message().type().code();
      case Input.Persisted persisted -> "persisted " + persisted.token().number();
      case Input.Executed executed -> "executed " + executed.execution().height();
      default -> input.toString();
    };
  }

  /** Node 0 does what the function says, the others nothing. */
  private SimulationReport run(CpuModel cpu, Load load, Function<Input, List<Output>> node0) {
    Replica replica = node0::apply;
    ProtocolFactory protocol =
        new ProtocolFactory(
            EchoProtocol.protocol(S).messages(),
            key -> key.equals(keys.get(0).publicKey()) ? replica : input -> List.of(),
            () -> new EchoProtocol.Session(S));
    RunEnvironment environment =
        new RunEnvironment(
            1,
            TestCluster.constant(10),
            cpu,
            new DiskModel(1_000),
            MiningModel.NONE,
            FaultPlan.NONE);
    return new Simulation(TestCluster.of(4, scheme, protocol), environment, load, logger).run(S);
  }

  /** The log's lines about one party. */
  private List<String> of(String party) {
    return log.stream().filter(line -> line.contains(" " + party + " ")).toList();
  }

  private static Message echo(int number) {
    return new EchoProtocol.Echo(
        new RequestId(new PublicKey(Bytes.of(new byte[PublicKey.SIZE])), number));
  }

  private Envelope sealed(int number) {
    return Envelope.seal(
        scheme, TestCluster.chain(Difficulty.NONE).chain(), keys.get(0), echo(number));
  }

  /** SIM-6: each arrival waits for the core, and its step has the time of the end. */
  @Test
  void theCoreHandlesOneArrivalAfterTheOther() {
    // Handling 100 µs and one signature of 1000 µs; requests come at 10 ms, 10 ms and 12.5 ms.
    CpuModel cpu = new CpuModel(0, 1_000, 0, 100, 0);
    Load.Open even = TestCluster.load(scheme, 3, 3, 0, 0);
    List<RequestArrival> arrivals = new ArrayList<>(even.arrivals());
    RequestArrival last = arrivals.removeLast();
    arrivals.add(new RequestArrival(2_500 * US, last.client(), last.transaction()));
    run(cpu, new Load.Open(arrivals), input -> List.of());
    assertThat(of("n0"))
        .containsExactly(
            "0 n0 started", "11100 n0 submitted 2", "12200 n0 submitted 2", "13600 n0 submitted 2");
  }

  /** SIM-6: hashing costs by size. */
  @Test
  void hashingIsChargedByTheKibibyte() {
    CpuModel cpu = new CpuModel(22, 48, 1.5, 5, 20);
    assertThat(cpu.receiveNs(3, 2_048)).isEqualTo(5_000 + 3 * 48_000 + 3_000);
    assertThat(cpu.signNs()).isEqualTo(22_000);
    assertThat(cpu.executeNs(10)).isEqualTo(200_000);
    assertThatThrownBy(() -> new CpuModel(0, -1, 0, 0, 0));
    assertThatThrownBy(() -> new CpuModel(0, 0, Double.NaN, 0, 0));
  }

  /** SIM-6: the core's results for a step come back at once, before the next arrival. */
  @Test
  void signingComesBeforeTheNextArrival() {
    CpuModel cpu = new CpuModel(500, 0, 0, 100, 0);
    run(
        cpu,
        TestCluster.load(scheme, 2, 2, 0, 0),
        input ->
            input instanceof Input.RequestSubmitted
                ? List.of(new Output.Sign(echo(1)), new Output.Sign(echo(2)))
                : List.of());
    assertThat(of("n0"))
        .containsExactly(
            "0 n0 started",
            "10100 n0 submitted 2",
            "10600 n0 signed 200",
            "11100 n0 signed 200",
            "11200 n0 submitted 2",
            "11700 n0 signed 200",
            "12200 n0 signed 200");
  }

  /** SIM-7. */
  @Test
  void whatWaitsLeavesWhenItIsDurable() {
    DurabilityToken token = new DurabilityToken(1);
    PublicKey other = keys.get(1).publicKey();
    run(
        new CpuModel(0, 0, 0, 100, 0),
        TestCluster.idle(S),
        input ->
            input instanceof Input.Started
                ? List.of(
                    new Output.Send(other, sealed(1), List.of(token)),
                    new Output.Persist(token, Bytes.EMPTY),
                    new Output.Send(other, sealed(2), List.of()),
                    new Output.Broadcast(sealed(3), List.of(token)))
                : List.of());
    // Durable after 1 ms, known to the core 100 µs later, 10 ms on the link, 100 µs of handling.
    assertThat(of("n0")).containsExactly("0 n0 started", "1100 n0 persisted 1");
    assertThat(of("n1"))
        .containsExactly(
            "0 n1 started",
            "10100 n1 received 200",
            "11200 n1 received 200",
            "11300 n1 received 200");
    assertThat(of("n2")).containsExactly("0 n2 started", "11200 n2 received 200");
  }

  /** SIM-15: a reply is sealed by the host and goes to the client that serves the key. */
  @Test
  void repliesFindTheirClient() {
    SimulationReport report =
        run(
            new CpuModel(500, 0, 0, 100, 0),
            TestCluster.load(scheme, 2, 2, 0, 50 * MS),
            input ->
                input instanceof Input.RequestSubmitted submitted
                    ? List.of(
                        new Output.Reply(
                            submitted.request().request().sender(),
                            new EchoProtocol.Done(submitted.request().request()),
                            List.of()),
                        new Output.Reply(stranger(), echo(1), List.of()))
                    : List.of());
    assertThat(of("c0")).containsExactly("0 c0 submitted 2", "20600 c0 received 201");
    assertThat(of("c1")).containsExactly("50000 c1 submitted 2", "70600 c1 received 201");
    assertThat(report.drained()).isTrue();
    assertThat(report.unaddressed()).isEqualTo(2);
  }

  private static PublicKey stranger() {
    return new PublicKey(TestCluster.seed("stranger", 0));
  }
}
