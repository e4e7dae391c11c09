package org.medchain.node.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.consensus.Quorum;
import org.medchain.consensus.pbft.message.Primary;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.operations.NodeStatus;
import org.medchain.node.operations.Readiness;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.Transport;

/** How a node stands among the others (NODE-6). For any thread. */
final class ReadinessProbe {
  private static final long LAG_TOLERANCE_NS = 5_000_000_000L;

  private final NodeConfig config;
  private final PublicKey self;
  private final Transport transport;
  private final LedgerView ledger;
  private final ReportedHeights heights;
  private Readiness readiness;

  /** What {@link #probe} saw: why the node does not take part, empty if it does, and its peers. */
  record ReadinessReport(String reason, List<NodeStatus.PeerStatus> peers) {}

  ReadinessProbe(
      NodeConfig config,
      PublicKey self,
      Transport transport,
      LedgerView ledger,
      ReportedHeights heights) {
    this.config = config;
    this.self = self;
    this.transport = transport;
    this.ledger = ledger;
    this.heights = heights;
    long lag = ledger.genesis().terms().window() + config.consensus().checkpointInterval();
    this.readiness = Readiness.starting(new Readiness.ReadinessRule(lag, LAG_TOLERANCE_NS));
  }

  private Membership members() {
    return ledger
        .stateAt(ledger.height())
        .map(state -> state.members())
        .orElse(ledger.genesis().membership());
  }

  synchronized ReadinessReport probe() {
    Membership members = members();
    Map<PublicKey, PeerLink> links = new TreeMap<>();
    transport.links().forEach(link -> links.put(link.peer().key(), link));
    int connected = (int) links.keySet().stream().filter(members::contains).count();
    readiness =
        readiness.update(
            System.nanoTime(),
            new Readiness.ReadinessInputs(
                "",
                requiredPeers(members),
                members.contains(self),
                connected,
                ledger.height(),
                heights.attestedHeight()));
    return new ReadinessReport(readiness.reason(), peers(links));
  }

  /** Miners need no quorum; a quorum needs all its members. */
  private int requiredPeers(Membership members) {
    return config.consensus().protocol() == ConsensusConfig.ConsensusProtocol.POW
        ? 0
        : new Quorum(members.size()).size();
  }

  private List<NodeStatus.PeerStatus> peers(Map<PublicKey, PeerLink> links) {
    List<NodeStatus.PeerStatus> peers = new ArrayList<>();
    Map<PublicKey, String> addresses = new TreeMap<>();
    config
        .peers()
        .forEach(
            peer ->
                addresses.put(
                    // A node that was replaced answers at its address under its new key.
                    transport
                        .linkAtAddressOf(peer.key())
                        .map(link -> link.peer().key())
                        .orElse(peer.key()),
                    peer.address().getHostString() + ":" + peer.address().getPort()));
    links.keySet().forEach(key -> addresses.putIfAbsent(key, ""));
    addresses.forEach(
        (key, address) -> {
          PeerLink link = links.get(key);
          String role = link == null ? "" : link.peer().role().name().toLowerCase(Locale.ROOT);
          peers.add(
              new NodeStatus.PeerStatus(
                  key.value().toHex(), role, address, link != null, transport.queuedBytes(key)));
        });
    return peers;
  }

  /** Key of the view's primary; empty under proof of work. */
  String primary(long view) {
    if (config.consensus().protocol() == ConsensusConfig.ConsensusProtocol.POW) {
      return "";
    }
    return Primary.of(members(), view).value().toHex();
  }
}
