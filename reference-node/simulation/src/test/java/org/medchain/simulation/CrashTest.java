package org.medchain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Bytes;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.model.CpuModel;

/** SIM-23: a crash takes force, uplink and state with it; the disk's content stays. */
class CrashTest {
  private static final long MS = TestCluster.MS;
  private static final long S = TestCluster.S;

  private final ScriptedNodes nodes = new ScriptedNodes();

  /** SIM-23: the running force is lost, and the next one need not wait for it. */
  @Test
  void aForceDoesNotOutliveItsNode() {
    Replica node =
        input ->
            input instanceof Input.Started
                ? List.of(new Output.Persist(new DurabilityToken(1), Bytes.EMPTY))
                : List.of();
    Fault restart = new Fault.Restart(List.of(0), 500_000, 600_000);
    Fault late = new Fault.Restart(List.of(0), 700_000, 5 * MS);
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

  /** SIM-23: a node's executed state is gone with it. */
  @Test
  void theStateMachineBeginsAtGenesis() {
    Replica node =
        input ->
            input instanceof Input.Started ? List.of(nodes.commit(1), nodes.commit(2)) : List.of();
    Fault restart = new Fault.Restart(List.of(0), MS, MS);
    nodes.run(CpuModel.FREE, 8, TestCluster.idle(S), List.of(restart), node);
    assertThat(nodes.log)
        .containsExactly(
            "0 n0 Started",
            "0 n0 executed 1",
            "0 n0 executed 2",
            "1000 n0 recovered 0",
            "1000 n0 Started",
            "1000 n0 executed 1",
            "1000 n0 executed 2");
  }

  /** SIM-23: messages that waited for the uplink are gone with their node. */
  @Test
  void theUplinkIsFreeAfterARestart() {
    SnapshotPart large = new SnapshotPart(1, 0, 1, Bytes.of(new byte[SnapshotPart.BYTES]));
    Replica sender =
        input ->
            input instanceof Input.Started
                ? List.of(
                    new Output.Reply(nodes.keys.get(1).publicKey(), large, List.of()),
                    new Output.Reply(nodes.keys.get(1).publicKey(), large, List.of()))
                : List.of();
    // Each takes 65.6 ms: both forces of the first incarnation run when it crashes.
    Fault restart = new Fault.Restart(List.of(0), MS, 2 * MS);
    nodes.run(CpuModel.FREE, 8, TestCluster.idle(S), List.of(restart), sender, input -> List.of());
    List<String> parts = nodes.of("n1").subList(1, nodes.of("n1").size());
    assertThat(parts).hasSize(2);
    assertThat(ScriptedNodes.timeUs(parts.get(0))).isBetween(2_000L + 75_000, 2_000L + 76_000);
  }

  /** SIM-23: a node finds its own snapshot again if it was durable. */
  @Test
  void aNodeStartsFromItsOwnSnapshot() {
    Replica node =
        input ->
            switch (input) {
              case Input.Started started when nodes.log.isEmpty() ->
                  List.of(nodes.commit(1), nodes.commit(2), nodes.commit(3));
              case Input.Executed executed when executed.execution().height() == 3 ->
                  List.of(
                      new Output.TakeSnapshot(new DurabilityToken(1), 2, Bytes.utf8("context")));
              case Input.Persisted persisted when persisted.token().number() == 1 ->
                  List.of(
                      new Output.TakeSnapshot(new DurabilityToken(2), 3, Bytes.utf8("context")));
              case Input.Recovered recovered when !nodes.log.isEmpty() ->
                  List.of(
                      nodes.restore(3, Optional.empty()),
                      nodes.restore(2, Optional.empty()),
                      nodes.commit(3));
              default -> List.of();
            };
    Fault restart = new Fault.Restart(List.of(0), 1_500_000, 2 * MS);
    nodes.run(CpuModel.FREE, 8, TestCluster.idle(S), List.of(restart), node);
    assertThat(nodes.log.subList(4, 11))
        .containsExactly(
            "1000 n0 persisted 1",
            "2000 n0 recovered 0",
            "2000 n0 is at 2 " + nodes.blocks[2].hash().brief(),
            "2000 n0 restored 3 nothing",
            "2000 n0 restored 2 " + nodes.root(2).brief(),
            "2000 n0 executed 3",
            "2000 n0 Started");
  }
}
