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
  private Receivers to;

  /** Where messages and events go. */
  record Receivers(
      ReplicaHost host,
      TransportReplicaNetwork network,
      MemberPoll heights,
      MemberClocks clocks,
      InformationTransactionServer requests) {}

  NodeLinkListener(EventLoop loop, Function<Peer, PeerStanding> standing, MeterRegistry meters) {
    this.loop = loop;
    this.admission =
        new LinkAdmission(standing, System::nanoTime, this::schedule, this::handle, meters);
  }

  /** To be called before the transport is used. */
  void attach(Receivers receivers) {
    to = receivers;
    receivers.network().onSent(admission::sent);
  }

  private void schedule(Runnable task, long delayNs) {
    Runnable turn =
        () -> {
          task.run();
          to.host().endBatch();
        };
    var unused = loop.schedule(turn, delayNs, TimeUnit.NANOSECONDS);
  }

  private void handle(MessageKind kind, Envelope envelope, PeerLink from) {
    if (!to.requests().handle(envelope, from) && !kind.isReply()) {
      to.host().receive(envelope, from);
    }
  }

  @Override
  public void opened(PeerLink link) {
    if (link.peer().role().isNode()) {
      to.heights().opened(link.peer());
      to.clocks().opened(link.peer());
      to.host().reachable(link.peer().key());
    }
  }

  @Override
  public void received(PeerLink link, Envelope envelope) {
    admission.received(envelope, link);
  }

  @Override
  public void readComplete() {
    to.host().endBatch();
  }

  @Override
  public void closed(PeerLink link) {
    admission.closed(link);
    to.requests().closed(link);
    to.heights().closed(link.peer());
    to.host().closed(link);
    to.network().closed(link);
  }
}
