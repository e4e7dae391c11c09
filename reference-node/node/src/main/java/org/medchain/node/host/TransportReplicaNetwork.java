package org.medchain.node.host;

import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.Transport;

/** Sends over connections. On the replica's thread. */
final class TransportReplicaNetwork implements ReplicaNetwork {
  private final MessageSigner signer;
  private final Transport transport;
  private final Predicate<PublicKey> hears;
  private final ClientRoutingTable routingTable = new ClientRoutingTable();
  private ObjIntConsumer<PeerLink> sent = (link, bytes) -> {};

  /** Over these connections; broadcasts go to nodes that hear this one. */
  TransportReplicaNetwork(MessageSigner signer, Transport transport, Predicate<PublicKey> hears) {
    this.signer = signer;
    this.transport = transport;
    this.hears = hears;
  }

  /** Gets each link that a node was sent something by, and its size. */
  void onSent(ObjIntConsumer<PeerLink> observer) {
    sent = observer;
  }

  @Override
  public void broadcast(Envelope envelope) {
    linksToNodes().forEach(link -> link.send(envelope));
  }

  /** To whom a broadcast goes now. */
  List<PublicKey> nodes() {
    return linksToNodes().stream().map(each -> each.peer().key()).toList();
  }

  private List<PeerLink> linksToNodes() {
    return transport.links().stream()
        .filter(each -> each.peer().role().isNode() && hears.test(each.peer().key()))
        .toList();
  }

  @Override
  public void send(PublicKey to, Envelope envelope) {
    transport
        .link(to)
        .ifPresentOrElse(
            link -> {
              sent.accept(link, envelope.size());
              link.send(envelope);
            },
            () -> routingTable.linksTo(to).forEach(link -> link.send(envelope)));
  }

  @Override
  public void reply(PublicKey to, Message message) {
    send(to, signer.authenticateFor(to, message));
  }

  @Override
  public void requestReceived(PublicKey sender, PeerLink from) {
    routingTable.requestReceived(sender, from);
  }

  @Override
  public void flush() {
    transport.flush();
  }

  void closed(PeerLink link) {
    routingTable.closed(link);
  }
}
