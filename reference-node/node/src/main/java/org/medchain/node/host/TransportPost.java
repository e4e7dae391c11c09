package org.medchain.node.host;

import java.util.List;
import org.medchain.consensus.Refusal;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.node.transport.Frame;
import org.medchain.node.transport.Link;
import org.medchain.node.transport.Transport;

/** Sends over connections. On the replica's thread. */
final class TransportPost implements Post {
  private final Signer signer;
  private final Transport transport;
  private final ClientRoutes routes = new ClientRoutes();

  TransportPost(Signer signer, Transport transport) {
    this.signer = signer;
    this.transport = transport;
  }

  @Override
  public void broadcast(Envelope envelope) {
    List<Link> nodes =
        transport.links().stream().filter(each -> each.peer().role().isNode()).toList();
    transport.broadcast(new Frame.Sealed(envelope), nodes);
  }

  @Override
  public void send(PublicKey to, Envelope envelope) {
    Frame frame = new Frame.Sealed(envelope);
    transport.link(to).ifPresentOrElse(link -> link.send(frame), () -> toClient(to, frame));
  }

  @Override
  public void reply(PublicKey to, Message message) {
    send(to, signer.sealFor(to, message));
  }

  private void toClient(PublicKey to, Frame frame) {
    for (Link link : routes.to(to)) {
      link.send(frame);
    }
  }

  @Override
  public void heard(PublicKey sender, Link from) {
    routes.came(sender, from);
  }

  @Override
  public void refuse(Link to, PublicKey sender, Refusal refusal) {
    to.send(new Frame.Sealed(signer.sealFor(sender, refusal)));
  }

  @Override
  public void flush() {
    transport.flush();
  }

  void closed(Link link) {
    routes.closed(link);
  }
}
