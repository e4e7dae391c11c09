package org.medchain.node.host;

import java.util.function.BiPredicate;
import org.medchain.network.Envelope;
import org.medchain.node.transport.Frame;
import org.medchain.node.transport.Link;
import org.medchain.node.transport.Receiver;

/** Hands what comes by connections to the replica's host; on the replica's thread. */
final class NodeReceiver implements Receiver {
  private ReplicaHost host;
  private TransportPost post;
  private BiPredicate<Envelope, Link> elsewhere = (envelope, link) -> false;

  /** To be called before the transport is used. */
  void bind(ReplicaHost itsHost, TransportPost itsPost) {
    this.host = itsHost;
    this.post = itsPost;
  }

  /**
   * Has another part of the node look first.
   *
   * @param part says whether it took the message, so that the replica is not to have it from here
   */
  void before(BiPredicate<Envelope, Link> part) {
    this.elsewhere = part;
  }

  @Override
  public void opened(Link link) {}

  @Override
  public void received(Link link, Frame.Sealed frame) {
    if (!elsewhere.test(frame.envelope(), link)) {
      host.receive(frame.envelope(), link);
    }
  }

  @Override
  public void drained() {
    host.settle();
  }

  @Override
  public void closed(Link link) {
    post.closed(link);
  }
}
