package org.medchain.node.agency;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.medchain.consensus.Request;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.pbft.message.MembershipProof;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.ReadReply;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;
import org.medchain.network.MessageType;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.PeerRole;

/**
 * The part of an agency that takes requests, checks them, passes them on, and brings the answers
 * back (paper §4, §4 (2); ROLE-3, AGENCY-1 to AGENCY-4; decision 0160). Neither requests nor
 * answers are changed: the client counts the replicas' signed answers itself.
 *
 * <p>For peers that chose this agency, see {@link ServedClientRegistry}; it ignores all others. All
 * calls come from one thread, that of connections.
 */
public final class InformationTransactionServer {
  /**
   * A replica's messages to a client about its request; the client finds out whether they are true.
   */
  private static final MessageRegistry REPLIES =
      new MessageRegistry(List.of(OrderedReply.TYPE, ReadReply.TYPE, RequestRejection.TYPE));

  private final RequestValidator check;
  private final Predicate<Peer> served;
  private final RequestForwarder forwarder;
  private final boolean alsoLocal;
  private final Function<RequestRejection, Envelope> sealer;
  private final LongSupplier nowNs;
  private final ReplyRoutingTable<PeerLink> askers;
  private final PerPeerRateLimiter<PeerLink> refusals;
  private final PerPeerRateLimiter<PeerLink> introductions = new PerPeerRateLimiter<>(1);
  private final Counter forwarded;
  private final Counter rejected;
  private final Counter unanswered;
  private final Counter repliesForwarded;

  /**
   * A server without requests.
   *
   * @param served the clients that chose this agency
   * @param outlet the way of requests
   * @param alsoHere whether this process's own replica is to have the requests, too
   * @param sealer signs a refusal as this node
   * @param nowNs a clock that never goes back
   */
  public InformationTransactionServer(
      RequestValidator check,
      Predicate<Peer> served,
      RequestForwarder outlet,
      boolean alsoHere,
      Function<RequestRejection, Envelope> sealer,
      AgencyLimits limits,
      LongSupplier nowNs,
      MeterRegistry meters) {
    this.check = check;
    this.served = served;
    this.forwarder = outlet;
    this.alsoLocal = alsoHere;
    this.sealer = sealer;
    this.nowNs = nowNs;
    this.askers = new ReplyRoutingTable<>(limits);
    this.refusals = new PerPeerRateLimiter<>(limits.refusalsPerSecond());
    this.forwarded = meters.counter("medchain.agency.requests.passed.on");
    this.rejected = meters.counter("medchain.agency.requests.given.back");
    this.unanswered = meters.counter("medchain.agency.requests.dropped");
    this.repliesForwarded = meters.counter("medchain.agency.answers.brought.back");
  }

  /**
   * Looks at what came by a connection.
   *
   * @return whether that is all; if not, this process's replica is to have it as well
   */
  public boolean handle(Envelope envelope, PeerLink from) {
    if (served.test(from.peer())) {
      return handleRequest(envelope, from);
    }
    return from.peer().role().isNode()
        ? handleReply(envelope, from)
        : returnsUpload(envelope, from);
  }

  /**
   * TRA-3: an upload that its agency returns, a participant may send to all nodes: they return it
   * as well.
   */
  private boolean returnsUpload(Envelope envelope, PeerLink from) {
    Optional<String> objection =
        from.peer().role() == PeerRole.ENTITY && RequestValidator.isUpload(envelope)
            ? check.findError(envelope, from.peer())
            : Optional.empty();
    objection.ifPresent(reason -> reject(from, envelope, reason));
    return objection.isPresent();
  }

  private boolean handleRequest(Envelope envelope, PeerLink from) {
    // An institution's node that chose this one follows consensus as well.
    if (from.peer().role().isNode() && !RequestValidator.isRequest(envelope)) {
      return handleReply(envelope, from);
    }
    Optional<String> objection =
        check.findError(envelope, from.peer()).or(() -> forward(envelope, from));
    objection.ifPresent(reason -> reject(from, envelope, reason));
    return objection.isPresent() || !alsoLocal;
  }

  /** Why the request is not passed on; empty if it is. */
  private Optional<String> forward(Envelope envelope, PeerLink from) {
    Transaction transaction = Request.transaction(envelope);
    RequestId request = transaction.request();
    Optional<String> full = askers.register(from, request, transaction.id(), nowNs.getAsLong());
    if (full.isPresent()) {
      return full;
    }
    if (forwarder.forward(envelope) == 0) {
      var unused = askers.replyReceived(request, from, 1);
      return Optional.of("no consensus node can be reached from here");
    }
    forwarded.increment();
    return Optional.empty();
  }

  private void reject(PeerLink to, Envelope request, String reason) {
    boolean sent =
        refusals.tryAcquire(to, nowNs.getAsLong())
            && to.send(sealer.apply(RequestRejection.of(Hash.of(request.body()), reason)));
    (sent ? rejected : unanswered).increment();
  }

  private boolean handleReply(Envelope envelope, PeerLink from) {
    Message reply;
    try {
      Envelope inside = envelope.inner();
      if (inside.code() == MembershipProof.TYPE.code()) {
        // Once a second from each node is enough for clients, which ask again; and no amplifier.
        if (introductions.tryAcquire(from, nowNs.getAsLong())) {
          forwardReply(envelope, askers.waitingRequesters());
        }
        return true;
      }
      Optional<MessageType> type = REPLIES.find(inside.code());
      if (type.isEmpty()) {
        return false;
      }
      reply = type.get().decoder().apply(inside);
    } catch (MalformedInput e) {
      return false;
    }
    forwardReply(
        envelope,
        switch (reply) {
          case OrderedReply ordered -> requesters(ordered.receipt(), from);
          case ReadReply read -> requesters(read.receipt(), from);
          case RequestRejection refused -> askers.requestersOf(refused.body());
          default -> throw new IllegalStateException(reply + " is not a reply");
        });
    return true;
  }

  private List<PeerLink> requesters(Receipt receipt, PeerLink from) {
    return askers.replyReceived(receipt.request(), from.peer().key(), forwarder.expectedReplies());
  }

  private void forwardReply(Envelope envelope, Collection<PeerLink> askedBy) {
    for (PeerLink each : askedBy) {
      if (each.send(envelope)) {
        repliesForwarded.increment();
      }
    }
  }

  /** Requests whose answers are expected. */
  public int openRequests() {
    return askers.size();
  }

  /** A connection ended. */
  public void closed(PeerLink link) {
    askers.removeRequester(link);
  }
}
