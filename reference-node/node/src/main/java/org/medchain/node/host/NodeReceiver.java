package org.medchain.node.host;

import org.medchain.node.transport.Frame;
import org.medchain.node.transport.Link;
import org.medchain.node.transport.Receiver;

/**
 * Hands what comes by connections to the information transaction server and to the replica's host;
 * on the replica's thread.
 */
final class NodeReceiver implements Receiver {
  private final NodeServices services;
  private ReplicaHost host;
  private TransportPost post;

  NodeReceiver(NodeServices services) {
    this.services = services;
  }

  /** To be called before the transport is used. */
  void bind(ReplicaHost itsHost, TransportPost itsPost) {
    this.host = itsHost;
    this.post = itsPost;
  }

  @Override
  public void opened(Link link) {}

  @Override
  public void received(Link link, Frame.Sealed frame) {
    if (!services.take(frame.envelope(), link)) {
      host.receive(frame.envelope(), link);
    }
  }

  @Override
  public void drained() {
    host.settle();
  }

  @Override
  public void closed(Link link) {
    services.closed(link);
    host.closed(link);
    post.closed(link);
  }
}
