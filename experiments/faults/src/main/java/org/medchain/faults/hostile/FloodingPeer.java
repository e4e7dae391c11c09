package org.medchain.faults.hostile;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.node.admission.AdmissionOutcome;
import org.medchain.node.admission.AdmissionTable;
import org.medchain.node.admission.CallKind;
import org.medchain.node.admission.MessageKind;
import org.medchain.node.admission.PeerStanding;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.identity.Identity;
import org.medchain.node.ledger.HeightRange;
import org.medchain.node.transport.ConnectionLoop;

/** A hostile peer of one role beside others of a process, and what it did. */
final class FloodingPeer implements AutoCloseable {
  private static final List<HostileKind> KINDS = List.of(HostileKind.values());

  /** One of this many messages that cost a link is sent. */
  private static final int LINK_FOR = 500;

  private final HostileRole role;
  private final int nodes;
  private final HostileSender links;
  private final LongAdder sent = new LongAdder();
  private final LongAdder unsent = new LongAdder();
  private final LongAdder heard = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final LongAdder refused = new LongAdder();

  /** Connects in the background. */
  FloodingPeer(
      HostileRole role,
      Identity identity,
      ConnectionLoop loop,
      Genesis genesis,
      List<NodeConfig.PeerAddress> nodes,
      Consumer<Envelope> heardBy) {
    this.role = role;
    this.nodes = nodes.size();
    this.links =
        new HostileSender(
            loop,
            identity,
            genesis,
            HostileSender.version(role),
            nodes,
            envelope -> {
              heard.increment();
              heardBy.accept(envelope);
            });
  }

  KeyPair keys() {
    return links.keys();
  }

  /** Sends the next message to any node; false if it has no link to it, or no room there. */
  boolean send(HostileMessageSource source, SplittableRandom random) {
    int node = random.nextInt(nodes);
    if (!links.isConnectedTo(node)) {
      unsent.increment();
      return false;
    }
    boolean gone =
        switch (next(source, random)) {
          case HostileMessage.EnvelopeMessage(HostileKind kind, Envelope envelope) ->
              links.send(node, envelope);
          case HostileMessage.CallMessage call -> {
            var unused =
                links
                    .call(node, call.method(), call.body())
                    .whenComplete(
                        (answer, refusal) -> (answer == null ? refused : answered).increment());
            yield true;
          }
        };
    (gone ? sent : unsent).increment();
    return gone;
  }

  /**
   * The next message; seldom one for which nodes close the link, as a peer that spends its time on
   * making connections sends little.
   */
  private HostileMessage next(HostileMessageSource source, SplittableRandom random) {
    while (true) {
      HostileMessage made = source.next(KINDS.get(random.nextInt(KINDS.size())), keys());
      if (!costsLink(role, keys().publicKey(), made) || random.nextInt(LINK_FOR) == 0) {
        return made;
      }
    }
  }

  /** Whether a correct node closes the link of a peer with this key for it (NODE-19). */
  static boolean costsLink(HostileRole role, PublicKey own, HostileMessage message) {
    if (!(message instanceof HostileMessage.EnvelopeMessage(HostileKind any, Envelope envelope))) {
      return false;
    }
    Optional<MessageKind> kind = MessageKind.of(envelope.code());
    PeerStanding standing =
        role == HostileRole.MEMBER ? PeerStanding.MEMBER : PeerStanding.CERTIFIED;
    return kind.isEmpty()
        || (kind.get().isSignedByItsSender() && !envelope.sender().equals(own))
        || AdmissionTable.of(kind.get(), role.certified(), standing) == AdmissionOutcome.CLOSED;
  }

  /** Asks any node that it is connected to for headers; empty if there is none. */
  CompletableFuture<Bytes> headers(long first, int count, SplittableRandom random) {
    int node = random.nextInt(nodes);
    return links.isConnectedTo(node)
        ? links.call(node, CallKind.HEADERS.method(), new HeightRange(first, count).encoded())
        : CompletableFuture.completedFuture(Bytes.EMPTY);
  }

  /** What it did since it was last asked. */
  HostileCounts counts() {
    return new HostileCounts(
        role,
        sent.sumThenReset(),
        unsent.sumThenReset(),
        heard.sumThenReset(),
        answered.sumThenReset(),
        refused.sumThenReset(),
        links.closedLinks());
  }

  @Override
  public void close() {
    links.close();
  }
}
