package org.medchain.faults.hostile;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.node.admission.CertificateAdmissionPolicy;
import org.medchain.node.admission.RevocationLookup;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.host.FullNode;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.ChainIdentity;
import org.medchain.node.transport.ConnectionLoop;
import org.medchain.node.transport.LinkListener;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.ServedCalls;
import org.medchain.node.transport.Transport;
import org.medchain.node.transport.TransportOptions;

/** The connections of one peer of a run, which sends what it is given. */
final class HostileSender implements AutoCloseable {
  private final KeyPair keys;
  private final Transport transport;
  private final List<NodeConfig.PeerAddress> nodes;
  private final LongAdder closedLinks = new LongAdder();

  /**
   * Connects in the background.
   *
   * @param version of the protocol that it greets in
   * @param heard gets each envelope that comes to it
   */
  HostileSender(
      ConnectionLoop loop,
      Identity identity,
      Genesis genesis,
      int version,
      List<NodeConfig.PeerAddress> nodes,
      Consumer<Envelope> heard) {
    this.keys = identity.ledger();
    this.nodes = List.copyOf(nodes);
    LinkListener listener =
        new LinkListener() {
          @Override
          public void received(PeerLink link, Envelope envelope) {
            heard.accept(envelope);
          }

          @Override
          public void closed(PeerLink link) {
            closedLinks.increment();
          }
        };
    transport =
        new Transport(
            impatient(),
            loop,
            identity.credentials(),
            new ChainIdentity(version, genesis.chain()),
            keys.publicKey(),
            new CertificateAdmissionPolicy(
                identity.credentials().authority(),
                InstantSource.system(),
                EnumSet.allOf(PeerRole.class),
                RevocationLookup.NONE),
            listener,
            ServedCalls.NONE,
            new SimpleMeterRegistry());
    nodes.forEach(each -> transport.connect(each.key(), each.address()));
  }

  /** Connects again at once, as who wants to do harm does. */
  private static TransportOptions impatient() {
    TransportOptions usual = TransportOptions.defaults();
    return new TransportOptions(
        usual.queueBytes(),
        usual.maxFrameBytes(),
        usual.firstRecordTimeout(),
        usual.handshakeTimeout(),
        Duration.ofMillis(2),
        Duration.ofMillis(50),
        usual.heartbeatInterval(),
        usual.idleTimeout(),
        usual.rpcWorkers(),
        usual.rpcTimeout(),
        usual.connectionsPerPeer(),
        usual.unauthenticatedConnections(),
        usual.unauthenticatedPerAddress(),
        usual.admissionInterval(),
        usual.rpcQueue(),
        usual.callsPerPeer());
  }

  /** Of a peer that greets as this node does. */
  static int version(HostileRole role) {
    return role == HostileRole.OTHER_VERSION
        ? FullNode.PROTOCOL_VERSION + 1
        : FullNode.PROTOCOL_VERSION;
  }

  KeyPair keys() {
    return keys;
  }

  PublicKey node(int number) {
    return nodes.get(number).key();
  }

  /** How many of its links ended. */
  long closedLinks() {
    return closedLinks.sumThenReset();
  }

  boolean isConnected() {
    return nodes.stream().allMatch(each -> transport.link(each.key()).isPresent());
  }

  boolean isConnectedTo(int number) {
    return transport.link(node(number)).isPresent();
  }

  /** Whether there was a link with room. */
  boolean send(int number, Envelope envelope) {
    Optional<PeerLink> link = transport.link(node(number));
    return link.isPresent() && link.get().send(envelope);
  }

  CompletableFuture<Bytes> call(int number, RpcMethod method, Bytes body) {
    return transport.call(node(number), method, body);
  }

  @Override
  public void close() {
    transport.close();
  }
}
