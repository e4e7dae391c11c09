package org.medchain.node.light;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.node.ledger.InvalidProofException;
import org.medchain.node.ledger.PeerReply;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.turns.ReplyClock;

/**
 * One question to several peers, each in its turn (LIGHT-13): one that does not reply in its part
 * of the time is still listened to, and the next is asked as well. So a silent peer costs a turn,
 * and a slow one still replies in time.
 */
final class PeerTurns {
  /** The part of the time that the first peer has for itself, and each later one. */
  private static final int FIRST_PART = 20;

  private static final int LATER_PART = 10;

  /** What comes after a reply was taken. */
  enum Next {
    /** It is all that was needed. */
    END,
    /** This peer is done. */
    NEXT_PEER,
    /** This peer has more to say, to a question that may have changed. */
    SAME_PEER
  }

  /** Takes a reply. */
  interface ReplyTaker {
    Next take(PublicKey peer, Bytes reply) throws InvalidProofException, RefusedException;
  }

  private final RpcClient asker;
  private final ReplyClock clock;
  private final long timeoutMs;
  private final Set<PublicKey> silent;
  private final RpcMethod topic;
  private final Function<PublicKey, Bytes> question;
  private final ReplyTaker taker;
  private final BiConsumer<PublicKey, String> onMisbehaviour;
  private final List<String> reasons = new ArrayList<>();
  private final BlockingQueue<PeerReply> replies = new LinkedBlockingQueue<>();
  private final Deque<PublicKey> unasked = new ArrayDeque<>();
  private final Set<PublicKey> pending = new LinkedHashSet<>();
  private Optional<PublicKey> inTurn = Optional.empty();
  private long turnEndMs;
  private long lastAskedMs;
  private int asked;
  private int answered;

  /**
   * Nobody is asked yet.
   *
   * @param timeoutMs of a reply, in milliseconds
   * @param silent peers that did not reply in their turn when last asked; kept up to date
   * @param topic of all questions
   * @param question the encoded question to a peer as it is now
   * @param taker takes a reply
   * @param onMisbehaviour gets a peer whose reply was false, and what shows it
   */
  PeerTurns(
      RpcClient asker,
      ReplyClock clock,
      long timeoutMs,
      Set<PublicKey> silent,
      RpcMethod topic,
      Function<PublicKey, Bytes> question,
      ReplyTaker taker,
      BiConsumer<PublicKey, String> onMisbehaviour) {
    this.asker = asker;
    this.clock = clock;
    this.timeoutMs = timeoutMs;
    this.silent = silent;
    this.topic = topic;
    this.question = question;
    this.taker = taker;
    this.onMisbehaviour = onMisbehaviour;
  }

  /**
   * Asks one after the other until there is enough.
   *
   * @param enough after this number of usable replies no silent peer is asked, and none waited for
   *     longer than its turn
   * @return why replies could not be used, one reason for each
   */
  List<String> run(List<PublicKey> peers, int enough) throws RefusedException {
    unasked.addAll(peers);
    try {
      boolean open = true;
      while (open && begin(enough)) {
        Optional<PeerReply> reply = clock.next(replies, waitMs(enough));
        open = reply.isPresent() ? take(reply.get()) : turnIsOver(enough);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("interrupted");
    }
    pending.forEach(
        peer -> reasons.add(peer.brief() + ": no reply in its part of " + timeoutMs + " ms"));
    return reasons;
  }

  /** Asks the next peer unless another has its turn; false if there is nobody to wait for. */
  private boolean begin(int enough) {
    if (inTurn.isPresent()) {
      return true;
    }
    PublicKey next = unasked.peekFirst();
    if (next == null || (answered >= enough && silent.contains(next))) {
      return answered < enough && !pending.isEmpty();
    }
    ask(unasked.removeFirst());
    return true;
  }

  private void ask(PublicKey peer) {
    lastAskedMs = clock.nowMs();
    turnEndMs = lastAskedMs + Math.max(1, timeoutMs / (asked++ == 0 ? FIRST_PART : LATER_PART));
    inTurn = Optional.of(peer);
    pending.add(peer);
    PeerReply.ask(asker, peer, topic, question.apply(peer), replies);
  }

  /** The last one has all of the time, unless there is enough without it. */
  private long waitMs(int enough) {
    boolean last = unasked.isEmpty() && answered < enough;
    long endMs = last ? lastAskedMs + timeoutMs : turnEndMs;
    return Math.max(0, endMs - clock.nowMs());
  }

  /** Whether anybody is left. */
  private boolean turnIsOver(int enough) {
    inTurn.ifPresent(silent::add);
    inTurn = Optional.empty();
    return !(unasked.isEmpty() && answered < enough);
  }

  private boolean take(PeerReply reply) throws RefusedException {
    PublicKey peer = reply.peer();
    pending.remove(peer);
    boolean inItsTurn = inTurn.filter(peer::equals).isPresent();
    inTurn = inTurn.filter(each -> !each.equals(peer));
    if (reply.body().isEmpty()) {
      if (inItsTurn && clock.nowMs() >= turnEndMs) {
        silent.add(peer); // the transport had less patience
      }
      reasons.add(peer.brief() + ": " + reply.reason());
      return true;
    }
    silent.remove(peer);
    try {
      Next next = taker.take(peer, reply.body().get());
      if (next == Next.SAME_PEER) {
        unasked.addFirst(peer);
      } else {
        answered++;
      }
      return next != Next.END;
    } catch (InvalidProofException e) {
      onMisbehaviour.accept(peer, e.getMessage());
      reasons.add(peer.brief() + " lied: " + e.getMessage());
    } catch (RefusedException e) {
      reasons.add(peer.brief() + ": " + e.getMessage());
    }
    return true;
  }
}
