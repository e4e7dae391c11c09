package org.medchain.node.host;

import org.medchain.node.transport.Frame;
import org.medchain.node.transport.LinkListener;
import org.medchain.node.transport.PeerLink;

/**
 * Hands what comes by connections to the information transaction server and to the replica's host;
 * on the replica's thread.
 */
final class NodeLinkListener implements LinkListener {
  private final NodeServices services;
  private ReplicaHost host;
  private TransportReplicaNetwork post;
  private MemberHeightPoll heights;

  NodeLinkListener(NodeServices services) {
    this.services = services;
  }

  /** To be called before the transport is used. */
  void attach(ReplicaHost itsHost, TransportReplicaNetwork itsPost, MemberHeightPoll itsHeights) {
    this.host = itsHost;
    this.post = itsPost;
    this.heights = itsHeights;
  }

  @Override
  public void opened(PeerLink link) {
    if (link.peer().role().isNode()) {
      heights.opened(link.peer());
      host.reachable(link.peer().key());
    }
  }

  @Override
  public void received(PeerLink link, Frame.EnvelopeFrame frame) {
    if (!services.handle(frame.envelope(), link)) {
      host.receive(frame.envelope(), link);
    }
  }

  @Override
  public void readComplete() {
    host.endBatch();
  }

  @Override
  public void closed(PeerLink link) {
    services.closed(link);
    heights.closed(link.peer());
    host.closed(link);
    post.closed(link);
  }
}
