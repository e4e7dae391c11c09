package org.medchain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Transaction;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.RequestArrival;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.observe.RecoveryCounts;
import org.medchain.simulation.observe.SimulationReport;

/** SIM-24, SIM-28: snapshots are taken, served, restored and collected; reads are answered. */
class SimulatedSnapshotTest {
  private static final long MS = TestCluster.MS;
  private static final long S = TestCluster.S;

  private final ScriptedNodes nodes = new ScriptedNodes();

  /** From one node to the other: taken, durable, served in parts at their cost, restored. */
  @Test
  void aNodeStartsFromAnothersSnapshot() {
    Bytes context = Bytes.of(new byte[2 * SnapshotPart.BYTES]);
    var to = nodes.keys.get(1).publicKey();
    Replica giver =
        input ->
            switch (input) {
              case Input.Started started -> List.of(nodes.commit(1), nodes.commit(2));
              case Input.Executed executed when executed.execution().height() == 2 ->
                  List.of(
                      new Output.TakeSnapshot(new DurabilityToken(1), 1, context),
                      new Output.ServeSnapshot(to, 1, 0));
              case Input.Persisted persisted ->
                  List.of(
                      new Output.ServeSnapshot(to, 1, 0),
                      new Output.ServeSnapshot(to, 1, 1),
                      new Output.ServeSnapshot(to, 1, 2),
                      new Output.ServeSnapshot(to, 1, 3),
                      new Output.ServeSnapshot(to, 2, 0));
              default -> List.of();
            };
    Encoder parts = new Encoder();
    Replica taker =
        input -> {
          if (!(input instanceof Input.MessageReceived received)) {
            return input instanceof Input.Restored ? List.of(nodes.commit(2)) : List.of();
          }
          SnapshotPart part = (SnapshotPart) received.verified().message();
          parts.raw(part.content());
          if (part.part() < part.parts() - 1) {
            return List.of();
          }
          Snapshot snapshot = Decoder.decode(parts.toBytes(), Snapshot::decode);
          assertThat(snapshot).isEqualTo(new Snapshot(context, nodes.state(1)));
          return List.of(nodes.restore(1, Optional.of(snapshot.state().bytes())));
        };
    // 8 Mbit/s are a byte each µs; signing and hashing a KiB take 100 and 50 µs.
    CpuModel cpu = new CpuModel(100, 0, 50, 0, 0);
    SimulationReport report = nodes.run(cpu, 8, TestCluster.idle(S), List.of(), giver, taker);
    List<String> taken = nodes.of("n1");
    assertThat(taken.stream().map(line -> line.substring(line.indexOf(' ') + 1)))
        .containsExactly(
            "n1 Started",
            "n1 part 0/3 of 1",
            "n1 part 1/3 of 1",
            "n1 part 2/3 of 1",
            "n1 is at 1 " + nodes.blocks[1].hash().brief(),
            "n1 restored 1 " + nodes.root(1).brief(),
            "n1 executed 2");
    // Durable after 1 ms, sealed at 1.1 ms, 64 KiB at a byte each µs, 10 ms, hashing 64 × 50 µs.
    long firstUs = 1_100 + SnapshotPart.BYTES + 10_000 + 64 * 50;
    assertThat(ScriptedNodes.timeUs(taken.get(1))).isBetween(firstUs, firstUs + 200);
    assertThat(ScriptedNodes.timeUs(taken.get(2)) - ScriptedNodes.timeUs(taken.get(1)))
        .isBetween((long) SnapshotPart.BYTES, SnapshotPart.BYTES + 200L);
    assertThat(report.recoveries()).isEqualTo(new RecoveryCounts(0, 1, 3, 1, 0));
    assertThat(report.betweenNodes().get("snapshot-part").messages()).isEqualTo(3);
  }

  /** SIM-28: from the state when it was asked for, at the cost of executing one. */
  @Test
  void aReadIsExecutedOnTheState() {
    Transaction question =
        Transaction.signed(
            nodes.scheme, nodes.blocks[0].hash(), nodes.keys.get(0), 1, 1, Bytes.EMPTY);
    Replica node =
        input ->
            input instanceof Input.Started
                ? List.of(nodes.commit(1), new Output.Read(question), nodes.commit(2))
                : List.of();
    nodes.run(new CpuModel(0, 0, 0, 0, 70), 8, TestCluster.idle(S), List.of(), node);
    assertThat(nodes.log)
        .containsExactly(
            "0 n0 Started",
            "0 n0 executed 1",
            "70 n0 answered 1 " + ScriptedNodes.brief(nodes.root(1).toBytes()),
            "70 n0 executed 2");
  }

  /** SIM-28: a load says which of its requests are to be read. */
  @Test
  void aClientSendsReadOnlyRequests() {
    Load.Open requests = TestCluster.load(nodes.scheme, 2, 1, 0, MS);
    RequestArrival first = requests.arrivals().get(0);
    RequestArrival second = requests.arrivals().get(1);
    Load.Open reads =
        new Load.Open(
            List.of(first, new RequestArrival(second.atNs(), 0, second.transaction(), true)));
    nodes.run(CpuModel.FREE, 8, reads, List.of(), input -> List.of());
    assertThat(nodes.of("c0")).containsExactly("0 c0 RequestSubmitted", "1000 c0 ReadSubmitted");
  }
}
