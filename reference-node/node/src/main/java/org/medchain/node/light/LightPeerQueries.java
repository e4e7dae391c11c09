package org.medchain.node.light;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.node.ledger.InvalidProofException;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;

/**
 * Queries one peer after the other, without those that sent a false reply before (LIGHT-7). One
 * that was silent comes last and has less time until it replies, so that it holds up one question
 * and not each; where all were silent, each has all of the time (LIGHT-13).
 */
final class LightPeerQueries {
  private static final Set<PeerRole> ANSWERING_ROLES =
      Set.of(PeerRole.CONSENSUS_NODE, PeerRole.FOLLOWING_NODE);

  /** The part of the time that a peer has which was silent. */
  private static final int SILENT_PART = 20;

  private final RpcClient asker;
  private final long timeoutMs;
  private final Consumer<PeerMisbehaviour> onMisbehaviour;
  private final Set<PublicKey> misbehaving = new TreeSet<>();
  private final Set<PublicKey> silent = new TreeSet<>();
  private int nextPeer;

  LightPeerQueries(RpcClient asker, long timeoutMs, Consumer<PeerMisbehaviour> told) {
    this.asker = asker;
    this.timeoutMs = timeoutMs;
    this.onMisbehaviour = told;
  }

  /** Takes a reply, or returns the reason why it cannot be used. */
  interface ResponseHandler<T, R> {
    R handle(T answer) throws InvalidProofException, RefusedException;
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

  private List<PublicKey> usable() {
    List<PublicKey> peers = new ArrayList<>();
    for (Peer peer : asker.peers()) {
      if (ANSWERING_ROLES.contains(peer.role()) && !misbehaving.contains(peer.key())) {
        peers.add(peer.key());
      }
    }
    return peers;
  }

  void reportMisbehaviour(PublicKey peer, String reason) {
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
    List<String> reasons = new ArrayList<>();
    for (PublicKey peer : peers()) {
      try {
        return askOne(peer, topic, question, reader, taker);
      } catch (InvalidProofException e) {
        reportMisbehaviour(peer, e.getMessage());
        reasons.add(peer.brief() + " lied: " + e.getMessage());
      } catch (RefusedException e) {
        reasons.add(peer.brief() + ": " + e.getMessage());
      }
    }
    throw new RefusedException(
        topic.name()
            + ": "
            + (reasons.isEmpty() ? "no node is connected" : String.join("; ", reasons)));
  }

  /** The reply of one peer. */
  <T, R> R askOne(
      PublicKey peer,
      RpcMethod topic,
      Encodable question,
      Function<Decoder, T> reader,
      ResponseHandler<T, R> taker)
      throws InvalidProofException, RefusedException {
    Bytes answer = ask(peer, topic, question.encoded());
    T read;
    try {
      read = Decoder.decode(answer, reader);
    } catch (MalformedInput e) {
      throw new InvalidProofException("the reply is malformed: " + e.getMessage(), e);
    }
    return taker.handle(read);
  }

  private Bytes ask(PublicKey peer, RpcMethod topic, Bytes question) throws RefusedException {
    long patienceMs = patienceMs(peer);
    try {
      Bytes answer = asker.call(peer, topic, question).get(patienceMs, TimeUnit.MILLISECONDS);
      silent.remove(peer);
      return answer;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RefusedException refused
          ? refused
          : new RefusedException(e.getMessage());
    } catch (TimeoutException e) {
      silent.add(peer);
      throw new RefusedException("no reply in " + patienceMs + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("interrupted");
    }
  }

  private long patienceMs(PublicKey peer) {
    boolean hurried = silent.contains(peer) && !silent.containsAll(usable());
    return hurried ? Math.max(1, timeoutMs / SILENT_PART) : timeoutMs;
  }
}
