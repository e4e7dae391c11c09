package org.medchain.node.agency;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.medchain.consensus.Refusal;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.node.transport.Frame;
import org.medchain.node.transport.Link;
import org.medchain.node.transport.Peer;

/**
 * The part of an agency that takes requests, checks them, passes them on, and brings the answers
 * back (paper §4, §4 (2); ROLE-3, AGENCY-1 to AGENCY-4; decision 0163). Neither requests nor
 * answers are changed: the client counts the replicas' signed answers itself.
 *
 * <p>For peers that chose this agency, see {@link ServedClients}; others are none of its business.
 * All calls come from one thread, that of connections.
 */
public final class InformationTransactionServer {
  private final RequestCheck check;
  private final Predicate<Peer> served;
  private final Outlet outlet;
  private final boolean alsoHere;
  private final Function<Refusal, Envelope> sealer;
  private final LongSupplier nowNs;
  private final Askers<Link> askers;
  private final Allowance<Link> refusals;
  private final Allowance<Link> introductions = new Allowance<>(1);
  private final Counter passedOn;
  private final Counter givenBack;
  private final Counter unanswered;
  private final Counter broughtBack;

  /**
   * A server without requests.
   *
   * @param served who chose this agency
   * @param outlet where requests go
   * @param alsoHere whether this process's own replica is to have the requests, too
   * @param sealer signs a refusal as this node
   * @param nowNs a clock that never goes back
   */
  public InformationTransactionServer(
      RequestCheck check,
      Predicate<Peer> served,
      Outlet outlet,
      boolean alsoHere,
      Function<Refusal, Envelope> sealer,
      AgencyLimits limits,
      LongSupplier nowNs,
      MeterRegistry meters) {
    this.check = check;
    this.served = served;
    this.outlet = outlet;
    this.alsoHere = alsoHere;
    this.sealer = sealer;
    this.nowNs = nowNs;
    this.askers = new Askers<>(limits.open(), limits.share(), limits.keepNs());
    this.refusals = new Allowance<>(limits.refusals());
    this.passedOn = meters.counter("medchain.agency.requests.passed.on");
    this.givenBack = meters.counter("medchain.agency.requests.given.back");
    this.unanswered = meters.counter("medchain.agency.requests.dropped");
    this.broughtBack = meters.counter("medchain.agency.answers.brought.back");
  }

  /**
   * Looks at what came by a connection.
   *
   * @return whether that is all; if not, this process's replica is to have it as well
   */
  public boolean take(Envelope envelope, Link from) {
    if (served.test(from.peer())) {
      return request(envelope, from);
    }
    return from.peer().role().isNode() && answer(envelope, from);
  }

  private boolean request(Envelope envelope, Link from) {
    // An institution's node that chose this one follows consensus as well.
    if (from.peer().role().isNode() && !RequestCheck.isRequest(envelope)) {
      return answer(envelope, from);
    }
    return switch (check.check(envelope, from.peer())) {
      case RequestCheck.Good good -> pass(envelope, good.transaction(), from);
      case RequestCheck.Bad bad -> {
        giveBack(from, Refusal.of(bad.body(), bad.reason()));
        yield true;
      }
    };
  }

  private boolean pass(Envelope envelope, Transaction transaction, Link from) {
    RequestId request = transaction.request();
    Optional<String> full = askers.ask(from, request, transaction.id(), nowNs.getAsLong());
    if (full.isPresent()) {
      giveBack(from, Refusal.of(transaction.id(), full.get()));
      return true;
    }
    if (outlet.pass(envelope) == 0) {
      var unused = askers.answered(request, from, 1);
      giveBack(from, Refusal.of(transaction.id(), "no consensus node can be reached from here"));
      return true;
    }
    passedOn.increment();
    return !alsoHere;
  }

  private void giveBack(Link to, Refusal refusal) {
    boolean sent =
        refusals.take(to, nowNs.getAsLong()) && to.send(new Frame.Sealed(sealer.apply(refusal)));
    (sent ? givenBack : unanswered).increment();
  }

  private boolean answer(Envelope envelope, Link from) {
    Optional<Reply> reply = Reply.in(envelope);
    if (reply.isEmpty()) {
      return false;
    }
    switch (reply.get()) {
      case Reply.To to ->
          bringBack(envelope, askers.answered(to.request(), from.peer().key(), outlet.answers()));
      case Reply.Refused refused -> bringBack(envelope, askers.of(refused.id()));
      case Reply.Introduction introduction -> {
        // Once a second from each node is enough for clients, which ask again; and no amplifier.
        if (introductions.take(from, nowNs.getAsLong())) {
          bringBack(envelope, askers.waiting());
        }
      }
    }
    // Replicas tell each other of stable checkpoints in the same words.
    return !(reply.get() instanceof Reply.Introduction);
  }

  private void bringBack(Envelope envelope, Collection<Link> askedBy) {
    Frame frame = new Frame.Sealed(envelope);
    for (Link each : askedBy) {
      if (each.send(frame)) {
        broughtBack.increment();
      }
    }
  }

  /** Requests whose answers are expected. */
  public int open() {
    return askers.size();
  }

  /** A connection ended. */
  public void closed(Link link) {
    askers.gone(link);
  }
}
