package org.medchain.node.light;

import java.util.ArrayList;
import java.util.Collections;
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
import org.medchain.node.ledger.Untrue;
import org.medchain.node.transport.Asker;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Refused;
import org.medchain.node.transport.Topic;

/** Asks one peer after the other, passing over who lied once (LIGHT-7). */
final class Questions {
  private static final Set<PeerRole> SERVE =
      Set.of(PeerRole.CONSENSUS_NODE, PeerRole.FOLLOWING_NODE);

  private final Asker asker;
  private final long timeoutMs;
  private final Consumer<Lie> told;
  private final Set<PublicKey> liars = new TreeSet<>();
  private int first;

  Questions(Asker asker, long timeoutMs, Consumer<Lie> told) {
    this.asker = asker;
    this.timeoutMs = timeoutMs;
    this.told = told;
  }

  /** Takes an answer, or says why it cannot be used. */
  interface Taker<T, R> {
    R take(T answer) throws Untrue, Refused;
  }

  /** Whom to ask; another begins each time, so that all have their share. */
  List<PublicKey> peers() {
    List<PublicKey> peers = new ArrayList<>();
    for (Peer peer : asker.peers()) {
      if (SERVE.contains(peer.role()) && !liars.contains(peer.key())) {
        peers.add(peer.key());
      }
    }
    if (!peers.isEmpty()) {
      Collections.rotate(peers, -(first++ % peers.size()));
    }
    return peers;
  }

  void lied(PublicKey peer, String reason) {
    liars.add(peer);
    told.accept(new Lie(peer, reason));
  }

  /**
   * What the first peer says whose answer can be used.
   *
   * @throws Refused if nobody's can, with each one's reason
   */
  <T, R> R any(Topic topic, Encodable question, Function<Decoder, T> reader, Taker<T, R> taker)
      throws Refused {
    List<String> reasons = new ArrayList<>();
    for (PublicKey peer : peers()) {
      try {
        return one(peer, topic, question, reader, taker);
      } catch (Untrue e) {
        lied(peer, e.getMessage());
        reasons.add(peer.brief() + " lied: " + e.getMessage());
      } catch (Refused e) {
        reasons.add(peer.brief() + ": " + e.getMessage());
      }
    }
    throw new Refused(
        topic.name()
            + ": "
            + (reasons.isEmpty() ? "no node is connected" : String.join("; ", reasons)));
  }

  /** What one peer says. */
  <T, R> R one(
      PublicKey peer,
      Topic topic,
      Encodable question,
      Function<Decoder, T> reader,
      Taker<T, R> taker)
      throws Untrue, Refused {
    Bytes answer = ask(peer, topic, question.encoded());
    T read;
    try {
      read = Decoder.decode(answer, reader);
    } catch (MalformedInput e) {
      throw new Untrue("the answer is malformed: " + e.getMessage(), e);
    }
    return taker.take(read);
  }

  private Bytes ask(PublicKey peer, Topic topic, Bytes question) throws Refused {
    try {
      return asker.ask(peer, topic, question).get(timeoutMs, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Refused refused ? refused : new Refused(e.getMessage());
    } catch (TimeoutException e) {
      throw new Refused("no answer in " + timeoutMs + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused("interrupted");
    }
  }
}
