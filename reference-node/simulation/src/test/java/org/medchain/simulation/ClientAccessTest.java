package org.medchain.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Request;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.network.Envelope;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.model.ClientAccess;
import org.medchain.simulation.model.ClientAccess.ClientLink;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.model.Regions;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;

/** SIM-39: clients' own links, and agencies that pass requests on and bring replies back. */
class ClientAccessTest {
  private static final long MS = TestCluster.MS;
  private static final long S = TestCluster.S;

  private final SymbolicSignatures scheme = new SymbolicSignatures();
  private final List<String> delivered = new ArrayList<>();
  private final List<Long> acceptedNs = new ArrayList<>();

  /** Requests and replies, as they come. */
  private final SimulationObserver watcher =
      new SimulationObserver() {
        @Override
        public void delivered(String party, long atNs, Envelope envelope, int bytes) {
          boolean request = envelope.code() == Request.TYPE.code();
          if (request || envelope.code() == EchoProtocol.DONE.code()) {
            delivered.add((request ? "request " : "reply ") + party + " " + atNs / MS);
          }
        }

        @Override
        public void accepted(
            int client,
            RequestId request,
            long height,
            Receipt receipt,
            long intendedNs,
            long atNs) {
          acceptedNs.add(atNs);
        }
      };

  /** Two requests of one client, 200 ms apart, among three nodes 20 ms apart. */
  private void run(ClientAccess access, Fault... faults) {
    DelayDistribution usual = new DelayDistribution.Constant(20);
    NetworkModel network =
        new NetworkModel(
            Regions.one(new Regions.Path(usual, Double.POSITIVE_INFINITY)),
            0,
            false,
            List.of(),
            access,
            Optional.empty());
    var unused =
        new Simulation(
                TestCluster.of(3, scheme, EchoProtocol.protocol(100 * MS)),
                TestCluster.environment(1, network, faults),
                TestCluster.load(scheme, 2, 1, 0, 200 * MS),
                watcher)
            .run(S);
  }

  @Test
  void anAgencyPassesRequestsOnAndBringsRepliesBack() {
    run(
        new ClientAccess(
            List.of(new ClientLink(0, 1, new DelayDistribution.Constant(3))), List.of(1)));
    assertThat(delivered.subList(0, 8))
        .containsExactly(
            "request n1 3",
            "reply c0 6",
            "request n2 23",
            "request n0 23",
            "reply n1 43",
            "reply n1 43",
            "reply c0 46",
            "reply c0 46");
  }

  /** A request that has to be sent again goes to all nodes, and they reply to the client itself. */
  @Test
  void aSilentAgencyIsLeft() {
    run(new ClientAccess(List.of(), List.of(1)), new Fault.Crash(List.of(1), 0));
    assertThat(acceptedNs).containsExactly(140 * MS, 240 * MS);
    assertThat(delivered.subList(0, 4))
        .containsExactly("request n0 120", "request n2 120", "reply c0 140", "reply c0 140");
  }

  @Test
  void onlyNodesThatExistAreNamed() {
    assertThatThrownBy(() -> run(new ClientAccess(List.of(), List.of(3))))
        .hasMessageContaining("node 3 of 0 to 2");
    ClientLink beyond = new ClientLink(0, 3, DelayDistribution.NONE);
    assertThatThrownBy(() -> run(new ClientAccess(List.of(beyond), List.of())))
        .hasMessageContaining("node 3");
  }
}
