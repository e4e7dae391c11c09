package org.medchain.node.host;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.medchain.network.Envelope;
import org.medchain.node.admission.LinkAdmission;
import org.medchain.node.admission.MessageKind;
import org.medchain.node.admission.PeerStanding;
import org.medchain.node.agency.InformationTransactionServer;
import org.medchain.node.time.MemberClocks;
import org.medchain.node.transport.LinkListener;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerLink;

/**
 * Hands what comes by connections, and is admitted (NODE-19), to the information transaction server
 * and to the replica's host; on the replica's thread.
 */
final class NodeLinkListener implements LinkListener {
  private final EventLoop loop;
  private final LinkAdmission admission;
  private ReplicaHost host;
  private TransportReplicaNetwork post;
  private MemberPoll heights;
  private MemberClocks clocks;
  private InformationTransactionServer requests;

  NodeLinkListener(EventLoop loop, Function<Peer, PeerStanding> standing, MeterRegistry meters) {
    this.loop = loop;
    this.admission =
        new LinkAdmission(standing, System::nanoTime, this::schedule, this::handle, meters);
  }

  /** To be called before the transport is used. */
  void attach(
      ReplicaHost itsHost,
      TransportReplicaNetwork itsPost,
      MemberPoll itsHeights,
      MemberClocks itsClocks,
      InformationTransactionServer itsRequests) {
    this.host = itsHost;
    this.post = itsPost;
    this.heights = itsHeights;
    this.clocks = itsClocks;
    this.requests = itsRequests;
    itsPost.onSent(admission::sent);
  }

  private void schedule(Runnable task, long delayNs) {
    Runnable turn =
        () -> {
          task.run();
          host.endBatch();
        };
    var unused = loop.schedule(turn, delayNs, TimeUnit.NANOSECONDS);
  }

  private void handle(MessageKind kind, Envelope envelope, PeerLink from) {
    if (!requests.handle(envelope, from) && !kind.isReply()) {
      host.receive(envelope, from);
    }
  }

  @Override
  public void opened(PeerLink link) {
    if (link.peer().role().isNode()) {
      heights.opened(link.peer());
      clocks.opened(link.peer());
      host.reachable(link.peer().key());
    }
  }

  @Override
  public void received(PeerLink link, Envelope envelope) {
    admission.received(envelope, link);
  }

  @Override
  public void readComplete() {
    host.endBatch();
  }

  @Override
  public void closed(PeerLink link) {
    admission.closed(link);
    requests.closed(link);
    heights.closed(link.peer());
    host.closed(link);
    post.closed(link);
  }
}
