package org.medchain.node.light;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.node.ledger.InvalidProofException;
import org.medchain.node.ledger.PeerReply;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.turns.ReplyClock;

/**
 * Queries one peer after the other, without those that sent a false reply before (LIGHT-7). Each
 * has its turn, and those that were silent come last (LIGHT-13).
 */
final class LightPeerQueries {
  /** The part of the time that the first peer has for itself, and each later one. */
  private static final int FIRST_PART = 20;

  private static final int LATER_PART = 10;

  private final RpcClient asker;
  private final ReplyClock clock;
  private final long timeoutMs;
  private final Consumer<PeerMisbehaviour> onMisbehaviour;
  private final Set<PublicKey> misbehaving = new TreeSet<>();
  private final Set<PublicKey> silent = new TreeSet<>();
  private int nextPeer;

  LightPeerQueries(
      RpcClient asker, ReplyClock clock, long timeoutMs, Consumer<PeerMisbehaviour> told) {
    this.asker = asker;
    this.clock = clock;
    this.timeoutMs = timeoutMs;
    this.onMisbehaviour = told;
  }

  /** The next step after a reply was taken. */
  enum Next {
    /** It is all that was needed. */
    END,
    /** This peer is done. */
    NEXT_PEER,
    /** This peer has more to say, to a question that may have changed. */
    SAME_PEER;

    /** After a reply that had news, or none. */
    static Next after(boolean news) {
      return news ? SAME_PEER : NEXT_PEER;
    }
  }

  /** Takes a reply to a peer's question. */
  interface ReplyTaker<Q, T> {
    Next take(PublicKey peer, Q question, T answer) throws InvalidProofException, RefusedException;
  }

  /** Takes a reply, or returns the reason why it cannot be used. */
  interface ResponseHandler<T, R> {
    R handle(T answer) throws InvalidProofException, RefusedException;
  }

  /** The peers to query; another begins each time, so that all have their share. */
  List<PublicKey> peers() {
    List<PublicKey> peers = new ArrayList<>(usable());
    if (!peers.isEmpty()) {
      Collections.rotate(peers, -(nextPeer++ % peers.size()));
    }
    peers.sort(Comparator.comparing(silent::contains)); // stable: the others as they were
    return peers;
  }

  /** All but those that sent a false reply. */
  List<PublicKey> usable() {
    return asker.peers().stream()
        .filter(peer -> peer.role().isNode() && !misbehaving.contains(peer.key()))
        .map(Peer::key)
        .toList();
  }

  /**
   * The first usable reply of a peer.
   *
   * @throws RefusedException if no peer's can, with each one's reason
   */
  <T, R> R askAny(
      RpcMethod topic, Encodable question, Function<Decoder, T> reader, ResponseHandler<T, R> taker)
      throws RefusedException {
    List<R> found = new ArrayList<>();
    List<String> reasons =
        askEach(
            peers(),
            1,
            topic,
            () -> question,
            reader,
            (peer, asked, answer) -> {
              found.add(taker.handle(answer));
              return Next.END;
            });
    if (found.isEmpty()) {
      throw new RefusedException(
          topic.name()
              + ": "
              + (reasons.isEmpty() ? "no node is connected" : String.join("; ", reasons)));
    }
    return found.getFirst();
  }

  /**
   * Asks peers, each for as long as it has news; those that were silent are left out when enough
   * others replied.
   *
   * @param enough replies, of which one is an honest peer's
   * @param question as it is now; meanwhile another peer may reply to the same one
   * @return why replies could not be used, one reason for each
   */
  <Q extends Encodable, T> List<String> askEach(
      List<PublicKey> peers,
      int enough,
      RpcMethod topic,
      Supplier<Q> question,
      Function<Decoder, T> reader,
      ReplyTaker<Q, T> taker)
      throws RefusedException {
    return new PeerTurns<>(topic, question, reader, taker).run(peers, enough);
  }

  private static <T> T read(Bytes reply, Function<Decoder, T> reader) throws InvalidProofException {
    try {
      return Decoder.decode(reply, reader);
    } catch (MalformedInput e) {
      throw new InvalidProofException("the reply is malformed: " + e.getMessage(), e);
    }
  }

  /**
   * One question to several peers, each in its turn (LIGHT-13): one that does not reply in its part
   * of the time is still listened to, and the next is asked as well. So a silent peer costs a turn,
   * and a slow one still replies in time.
   */
  private final class PeerTurns<Q extends Encodable, T> {
    private final RpcMethod topic;

    private final Supplier<Q> question;
    private final Function<Decoder, T> reader;
    private final ReplyTaker<Q, T> taker;
    private final List<String> reasons = new ArrayList<>();
    private final BlockingQueue<PeerReply> replies = new LinkedBlockingQueue<>();
    private final Deque<PublicKey> unasked = new ArrayDeque<>();

    /** The questions to each peer that has not replied. */
    private final Map<PublicKey, Q> pending = new LinkedHashMap<>();

    private Optional<PublicKey> inTurn = Optional.empty();
    private long turnEndMs;
    private long lastAskedMs;
    private int begun;
    private int answered;

    PeerTurns(
        RpcMethod topic,
        Supplier<Q> question,
        Function<Decoder, T> reader,
        ReplyTaker<Q, T> taker) {
      this.topic = topic;
      this.question = question;
      this.reader = reader;
      this.taker = taker;
    }

    /**
     * Asks one after the other until there is enough.
     *
     * @param enough after this number of usable replies no silent peer is asked, and none waited
     *     for longer than its turn
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
          (peer, unused) ->
              reasons.add(peer.brief() + ": no reply in its part of " + timeoutMs + " ms"));
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
      turnEndMs = lastAskedMs + Math.max(1, timeoutMs / (begun++ == 0 ? FIRST_PART : LATER_PART));
      inTurn = Optional.of(peer);
      Q now = question.get();
      pending.put(peer, now);
      PeerReply.ask(asker, peer, topic, now.encoded(), replies);
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
      Q asked = pending.remove(peer);
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
        Next next = taker.take(peer, asked, read(reply.body().get(), reader));
        if (next == Next.SAME_PEER) {
          unasked.addFirst(peer);
        } else {
          answered++;
        }
        return next != Next.END;
      } catch (InvalidProofException e) {
        misbehaving.add(peer);
        onMisbehaviour.accept(new PeerMisbehaviour(peer, e.getMessage()));
        reasons.add(peer.brief() + " lied: " + e.getMessage());
      } catch (RefusedException e) {
        reasons.add(peer.brief() + ": " + e.getMessage());
      }
      return true;
    }
  }
}
