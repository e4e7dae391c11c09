package org.medchain.node.light;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.node.ledger.InvalidProofException;
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

  /** Takes a reply, or returns the reason why it cannot be used. */
  interface ResponseHandler<T, R> {
    R handle(T answer) throws InvalidProofException, RefusedException;
  }

  /** Takes a reply to what its peer was asked, and tells whether the peer may have more. */
  interface NewsHandler<Q, T> {
    boolean handle(PublicKey peer, Q question, T answer)
        throws InvalidProofException, RefusedException;
  }

  /** The peers to query; another begins each time, so that all have their share. */
  List<PublicKey> peers() {
    List<PublicKey> peers = usable();
    if (!peers.isEmpty()) {
      Collections.rotate(peers, -(nextPeer++ % peers.size()));
    }
    peers.sort(Comparator.comparing(silent::contains)); // stable: the others as they were
    return peers;
  }

  /** All but those that sent a false reply. */
  List<PublicKey> usable() {
    List<PublicKey> peers = new ArrayList<>();
    for (Peer peer : asker.peers()) {
      if (peer.role().isNode() && !misbehaving.contains(peer.key())) {
        peers.add(peer.key());
      }
    }
    return peers;
  }

  private void reportMisbehaviour(PublicKey peer, String reason) {
    misbehaving.add(peer);
    onMisbehaviour.accept(new PeerMisbehaviour(peer, reason));
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
        turns(
                topic,
                peer -> question.encoded(),
                (peer, reply) -> {
                  found.add(taker.handle(read(reply, reader)));
                  return PeerTurns.Next.END;
                })
            .run(peers(), 1);
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
   */
  <Q extends Encodable, T> void askEach(
      List<PublicKey> peers,
      int enough,
      RpcMethod topic,
      Supplier<Q> question,
      Function<Decoder, T> reader,
      NewsHandler<Q, T> taker)
      throws RefusedException {
    Map<PublicKey, Q> asked = new TreeMap<>();
    List<String> unused =
        turns(
                topic,
                peer -> {
                  Q now = question.get();
                  asked.put(peer, now);
                  return now.encoded();
                },
                (peer, reply) ->
                    taker.handle(peer, asked.get(peer), read(reply, reader))
                        ? PeerTurns.Next.SAME_PEER
                        : PeerTurns.Next.NEXT_PEER)
            .run(peers, enough);
  }

  private static <T> T read(Bytes reply, Function<Decoder, T> reader) throws InvalidProofException {
    try {
      return Decoder.decode(reply, reader);
    } catch (MalformedInput e) {
      throw new InvalidProofException("the reply is malformed: " + e.getMessage(), e);
    }
  }

  private PeerTurns turns(
      RpcMethod topic, Function<PublicKey, Bytes> question, PeerTurns.ReplyTaker taker) {
    return new PeerTurns(
        asker, clock, timeoutMs, silent, topic, question, taker, this::reportMisbehaviour);
  }
}
