package org.medchain.node.admission;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import org.medchain.network.Envelope;
import org.medchain.node.admission.MessageKind.Purpose;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.PeerRole;

/**
 * Carries out the {@link AdmissionTable} on everything that comes over links (NODE-19, NODE-20),
 * before a byte of it is decoded or a signature checked. All on the thread of connections.
 */
public final class LinkAdmission {
  /** A longer question is refused. */
  private static final int MAX_QUESTION_BYTES = 1024;

  /** Where admitted messages go. */
  public interface AdmittedMessageHandler {
    /** Takes a message; its sender's signature is not checked yet. */
    void handle(MessageKind kind, Envelope envelope, PeerLink from);
  }

  private final Function<Peer, PeerStanding> standing;
  private final LongSupplier nowNs;
  private final ObjLongConsumer<Runnable> delay;
  private final AdmittedMessageHandler handler;
  private final Map<PeerLink, LinkBudget> budgets = new HashMap<>();
  private final Map<AdmissionOutcome, Counter> counters = new EnumMap<>(AdmissionOutcome.class);

  /**
   * No link yet.
   *
   * @param standing of a link's owner now
   * @param nowNs a clock that never goes back
   * @param delay runs something on the thread of connections, after that many nanoseconds
   */
  public LinkAdmission(
      Function<Peer, PeerStanding> standing,
      LongSupplier nowNs,
      ObjLongConsumer<Runnable> delay,
      AdmittedMessageHandler handler,
      MeterRegistry meters) {
    this.standing = standing;
    this.nowNs = nowNs;
    this.delay = delay;
    this.handler = handler;
    for (AdmissionOutcome each : AdmissionOutcome.values()) {
      String tag = each.name().toLowerCase(Locale.ROOT);
      counters.put(each, meters.counter("medchain.admission", "outcome", tag));
    }
  }

  /** A message came over a link. */
  public void received(Envelope envelope, PeerLink from) {
    Optional<MessageKind> kind = MessageKind.of(envelope.code());
    if (kind.isEmpty()) {
      close(from, "no message has the code " + envelope.code());
      return;
    }
    switch (admissionOf(kind.get(), envelope, from.peer())) {
      case TAKEN -> hand(kind.get(), envelope, from);
      case LIMITED -> limited(kind.get(), envelope, from);
      case REFUSED -> counters.get(AdmissionOutcome.REFUSED).increment();
      case CLOSED -> close(from, misbehaviour(kind.get(), envelope, from.peer()));
    }
  }

  private AdmissionOutcome admissionOf(MessageKind kind, Envelope envelope, Peer peer) {
    AdmissionOutcome byTable = AdmissionTable.of(kind, peer.role(), standing.apply(peer));
    boolean own = envelope.sender().equals(peer.key());
    if (byTable == AdmissionOutcome.CLOSED || own) {
      return byTable;
    }
    if (kind.isSignedByItsSender()) {
      return AdmissionOutcome.CLOSED; // in another's name
    }
    boolean relayed = kind.purpose() != Purpose.REQUEST || relaysRequests(peer.role());
    return relayed ? byTable : AdmissionOutcome.REFUSED;
  }

  private static String misbehaviour(MessageKind kind, Envelope envelope, Peer peer) {
    return envelope.sender().equals(peer.key())
        ? "a " + kind.text() + " that no " + peer.role() + " sends"
        : "a " + kind.text() + " signed by " + envelope.sender().brief();
  }

  /** Whether a role passes on messages that others have signed: agencies and nodes (paper §4). */
  private static boolean relaysRequests(PeerRole role) {
    return role == PeerRole.AGENCY || role.isNode();
  }

  private void hand(MessageKind kind, Envelope envelope, PeerLink from) {
    counters.get(AdmissionOutcome.TAKEN).increment();
    handler.handle(kind, envelope, from);
  }

  private void limited(MessageKind kind, Envelope envelope, PeerLink from) {
    LinkBudget budget = budgets.computeIfAbsent(from, link -> new LinkBudget(nowNs.getAsLong()));
    if (!budget.hasWaiting() && budget.tryTake(nowNs.getAsLong())) {
      hand(kind, envelope, from);
      return;
    }
    counters.get(AdmissionOutcome.LIMITED).increment();
    if (envelope.size() <= MAX_QUESTION_BYTES) {
      boolean first = !budget.hasWaiting();
      budget.defer(kind, envelope);
      if (first) {
        delay.accept(() -> continueWith(from), budget.pauseNs());
      }
    }
  }

  /** The turn of a link's waiting messages, unless it has closed. */
  private void continueWith(PeerLink link) {
    LinkBudget budget = budgets.get(link);
    if (budget == null) {
      return;
    }
    while (budget.hasWaiting() && budget.tryTake(nowNs.getAsLong())) {
      Envelope next = budget.next().orElseThrow();
      hand(MessageKind.of(next.code()).orElseThrow(), next, link);
    }
    if (budget.hasWaiting()) {
      delay.accept(() -> continueWith(link), budget.pauseNs());
    }
  }

  private void close(PeerLink link, String reason) {
    counters.get(AdmissionOutcome.CLOSED).increment();
    link.close(reason);
  }

  /** Something was sent over a link: if it is limited, it pays for that. */
  public void sent(PeerLink to, int bytes) {
    LinkBudget budget = budgets.get(to);
    if (budget != null) {
      budget.charge(bytes, nowNs.getAsLong());
    }
  }

  /** A link ended: messages that wait for it are dropped. */
  public void closed(PeerLink link) {
    budgets.remove(link);
  }
}
