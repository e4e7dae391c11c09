package org.medchain.node.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.inspection.UnacceptedRecoveryException;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.ledger.EpochProofsRequest;
import org.medchain.node.ledger.EpochProofsResponse;
import org.medchain.node.ledger.HeadersResponse;
import org.medchain.node.ledger.HeightRange;
import org.medchain.node.ledger.InvalidProofException;
import org.medchain.node.ledger.LedgerView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the members' replies with the ledger that is known to be certified here (NODE-17): one
 * reply shows how high a member's ledger is, and whether it is that one. The poll that asks them
 * tells it on one thread; the results are for any.
 */
public final class HistoryWatch {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryWatch.class);

  /** How long members may need to execute what is certified, also while they load their state. */
  public static final long LIMIT_NS = 20_000_000_000L;

  private final Supplier<Header> head;
  private final Supplier<MembershipHistory> decided;
  private final Optional<CertifiedHead> growing;
  private final CertificateVerifier check;
  private final HistoryAlarm alarm;
  private final Map<PublicKey, Long> heard = new HashMap<>();
  private final Map<PublicKey, Long> heardFirst = new HashMap<>();
  private Optional<Long> contradiction = Optional.empty();
  private volatile Optional<String> recovery = Optional.empty();
  private long heldAtBegin;
  private boolean isOpen;
  private boolean logged;
  private boolean contradictionLogged;
  private volatile long height;
  private volatile int showing;
  private volatile int unreached = 1;

  private HistoryWatch(
      Supplier<Header> head,
      Supplier<MembershipHistory> decided,
      Optional<CertifiedHead> growing,
      CertificateVerifier check,
      HistoryAlarm alarm) {
    this.head = head;
    this.decided = decided;
    this.growing = growing;
    this.check = check;
    this.alarm = alarm;
    this.height = head.get().height();
  }

  /** Watches a node's own ledger, each block of which is certified: it grows only by consensus. */
  public static HistoryWatch of(
      LedgerView ledger,
      Supplier<MembershipHistory> decided,
      CertificateVerifier check,
      HistoryAlarm alarm) {
    Header genesis = ledger.genesis().block().header();
    return new HistoryWatch(
        () -> ledger.header(ledger.height()).orElse(genesis),
        decided,
        Optional.empty(),
        check,
        alarm);
  }

  /** Of a head that moves on with what the members show. */
  public static HistoryWatch of(CertifiedHead head, CertificateVerifier check, HistoryAlarm alarm) {
    return new HistoryWatch(head::head, head::members, Optional.of(head), check, alarm);
  }

  /** The members that decide now, as far as they are known here; for any thread. */
  public Membership members() {
    MembershipHistory now = decided.get();
    return now.members(now.current());
  }

  /** The last header that is known here. */
  public Header head() {
    return head.get();
  }

  /** The question for a member: for that header, and for those above it if they are wanted. */
  public HeightRange question() {
    return new HeightRange(
        Math.max(1, head().height()), growing.isPresent() ? HeadersResponse.MAX_HEADERS : 1);
  }

  /** How a member's reply to it is read. */
  public Codec<HeadersResponse> answers() {
    return check.codec(HeadersResponse.class);
  }

  /** The question about changes of the members; a node's replica learns of them by itself. */
  public Optional<EpochProofsRequest> epochQuestion() {
    return growing.map(each -> new EpochProofsRequest(each.members().current()));
  }

  /** Each member is asked once from now on. */
  public void begin() {
    heard.clear();
    contradiction = Optional.empty();
    heldAtBegin = head().height();
    isOpen = true;
  }

  /**
   * A member's reply.
   *
   * @param asked the last header that was known here when it was asked
   * @return whether more is to be had of it
   * @throws IOException if what is known cannot be kept
   */
  public boolean replied(PublicKey member, Header asked, HeadersResponse reply) throws IOException {
    if (!members().contains(member)) {
      return false;
    }
    heard.put(member, reply.height());
    heardFirst.putIfAbsent(member, reply.height());
    if (!asked.equals(head())) {
      return false; // Another one's reply came first.
    }
    Optional<Long> other = compared(asked, reply);
    contradiction = contradiction.or(() -> other);
    long now = head().height();
    return now > asked.height() && now < reply.height();
  }

  /** Takes what follows the head; a height of another history, if a quorum has certified it. */
  private Optional<Long> compared(Header known, HeadersResponse answer) throws IOException {
    List<Header> shown = answer.headers();
    if (shown.isEmpty() || !isLinked(shown)) {
      return Optional.empty();
    }
    Header first = shown.getFirst();
    boolean atHead = known.height() > 0;
    if (first.height() != Math.max(1, known.height())) {
      return Optional.empty();
    }
    Hash expected = atHead ? first.hash() : first.previous();
    try {
      if (expected.equals(known.hash())) {
        List<Header> next = atHead ? shown.subList(1, shown.size()) : shown;
        if (!next.isEmpty() && growing.isPresent()) {
          growing.get().extend(next, answer.certificate().orElseThrow());
        }
        return Optional.empty();
      }
    } catch (InvalidProofException e) {
      return Optional.empty(); // It may be of an epoch whose proof has not come yet.
    }
    boolean certified =
        check
            .findError(shown.getLast(), answer.certificate().orElseThrow(), decided.get())
            .isEmpty();
    return certified ? Optional.of(first.height()) : Optional.empty();
  }

  private static boolean isLinked(List<Header> headers) {
    return IntStream.range(1, headers.size())
        .allMatch(i -> follows(headers.get(i), headers.get(i - 1)));
  }

  private static boolean follows(Header header, Header below) {
    return header.height() == below.height() + 1 && header.previous().equals(below.hash());
  }

  /**
   * A member's reply about the epochs.
   *
   * @throws IOException if what is known cannot be kept
   */
  public void epochsReplied(PublicKey member, EpochProofsResponse reply) throws IOException {
    try {
      for (Bytes proof : reply.proofs()) {
        boolean unused = growing.orElseThrow().advanceEpoch(proof);
      }
    } catch (UnacceptedRecoveryException e) {
      // The key of this center signed it, and this center did not: another has the key.
      recovery = Optional.of("this was not accepted here: " + e.getMessage());
      LOG.error("ALARM: {}", recovery.get());
    } catch (InvalidProofException e) {
      LOG.atWarn()
          .addKeyValue("peer", member.brief())
          .addKeyValue("reason", e.getMessage())
          .log("peer sent what does not hold");
    }
  }

  /** All have replied, or will not: evaluates what they said; once after each beginning. */
  public void conclude(long nowNs) {
    if (!isOpen) {
      return;
    }
    isOpen = false;
    height = head().height();
    List<Long> heights = new ArrayList<>(heard.values());
    showing = (int) heights.stream().filter(each -> each >= heldAtBegin).count();
    Membership now = members();
    QuorumSizes quorum = new QuorumSizes(now.size());
    heardFirst.keySet().removeIf(each -> !now.contains(each));
    if (unreached > 0) {
      long reached =
          now.keys().stream()
              .filter(each -> heardFirst.getOrDefault(each, Long.MAX_VALUE) <= height)
              .count();
      unreached = Math.max(0, quorum.size() - (int) reached);
    }
    contradiction.ifPresent(alarm::contradict);
    alarm.update(nowNs, height, quorum, heights);
    log();
  }

  private void log() {
    Optional<String> now = alarm.reason();
    boolean worse = alarm.isContradicted() && !contradictionLogged;
    if (now.isPresent() && (worse || !logged)) {
      LOG.error("ALARM: {}", now.get());
    } else if (now.isEmpty() && logged) {
      LOG.info("the alarm ends: the members have the ledger again");
    }
    logged = now.isPresent();
    contradictionLogged = alarm.isContradicted();
  }

  /** Why there is an alarm, in one line; empty if there is none. For any thread. */
  public Optional<String> reason() {
    return recovery.or(alarm::reason);
  }

  /** The certified height that is known here; for any thread. */
  public long height() {
    return height;
  }

  /**
   * How many members of a quorum had more than is certified here when they were heard first, or are
   * not heard; 0 from when it was 0 once, and then no block from before the start is above {@link
   * #height}, unless none of that quorum had it. For any thread.
   */
  public int unreached() {
    return unreached;
  }

  /** How many members have just shown a ledger up to it; for any thread. */
  public int showing() {
    return showing;
  }
}
