package org.medchain.faults.hostile;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.faults.hostile.HostileCounts.Counted;
import org.medchain.network.Envelope;
import org.medchain.node.admission.AdmissionOutcome;
import org.medchain.node.admission.AdmissionTable;
import org.medchain.node.admission.CallKind;
import org.medchain.node.admission.CertificateAdmissionPolicy;
import org.medchain.node.admission.MessageKind;
import org.medchain.node.admission.PeerStanding;
import org.medchain.node.admission.RevocationLookup;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.host.FullNode;
import org.medchain.node.identity.Identity;
import org.medchain.node.ledger.HeightRange;
import org.medchain.node.transport.ChainIdentity;
import org.medchain.node.transport.ConnectionLoop;
import org.medchain.node.transport.LinkListener;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.ServedCalls;
import org.medchain.node.transport.Transport;
import org.medchain.node.transport.TransportOptions;

/** The connections of a peer of one role beside others of a process, and what it did. */
final class HostilePeer implements AutoCloseable {

  /** Of those messages of a kind that cost a link, the first is sent, and one of this many. */
  private static final int LINK_FOR = 500;

  private final HostileRole role;
  private final KeyPair keys;
  private final List<NodeConfig.PeerAddress> nodes;
  private final Transport transport;
  private final Map<String, Integer> closing = new HashMap<>();
  private final Map<Counted, LongAdder> counts = new ConcurrentHashMap<>();

  /**
   * Connects in the background.
   *
   * @param heardBy gets each envelope that comes to it
   */
  HostilePeer(
      HostileRole role,
      Identity identity,
      ConnectionLoop loop,
      Genesis genesis,
      List<NodeConfig.PeerAddress> nodes,
      Consumer<Envelope> heardBy) {
    this.role = role;
    this.keys = identity.ledger();
    this.nodes = List.copyOf(nodes);
    LinkListener listener =
        new LinkListener() {
          @Override
          public void received(PeerLink link, Envelope envelope) {
            count(Counted.HEARD);
            heardBy.accept(envelope);
          }

          @Override
          public void closed(PeerLink link) {
            count(Counted.LINKS_CLOSED);
          }
        };
    int other = role == HostileRole.OTHER_VERSION ? 1 : 0;
    transport =
        new Transport(
            impatient(),
            loop,
            identity.credentials(),
            new ChainIdentity(FullNode.PROTOCOL_VERSION + other, genesis.chain()),
            keys.publicKey(),
            new CertificateAdmissionPolicy(
                identity.credentials().authority(),
                InstantSource.system(),
                EnumSet.allOf(PeerRole.class),
                RevocationLookup.NONE),
            listener,
            ServedCalls.NONE,
            new SimpleMeterRegistry());
    nodes.forEach(each -> transport.connect(each.key(), each.address()));
  }

  /** Connects again at once, as who wants to do harm does. */
  private static TransportOptions impatient() {
    return RecordCopy.with(
        TransportOptions.defaults(),
        Map.of("initialBackoff", Duration.ofMillis(2), "maxBackoff", Duration.ofMillis(50)));
  }

  KeyPair keys() {
    return keys;
  }

  private Optional<PeerLink> link(int node) {
    return transport.link(nodes.get(node).key());
  }

  boolean isConnectedTo(int node) {
    return link(node).isPresent();
  }

  /** Sends the next message to any node; false if it has no link to it, or no room there. */
  boolean send(HostileMessageSource source, SplittableRandom random) {
    int node = random.nextInt(nodes.size());
    if (isConnectedTo(node)) {
      return send(node, next(source, random));
    }
    count(Counted.UNSENT);
    return false;
  }

  /** Sends over a link that is there; whether it had room. */
  boolean send(int node, HostileMessage message) {
    boolean gone =
        switch (message) {
          case HostileMessage.EnvelopeMessage(String kind, Envelope envelope) ->
              link(node).filter(each -> each.send(envelope)).isPresent();
          case HostileMessage.CallMessage call -> {
            var unused = call(node, call);
            yield true;
          }
        };
    count(gone ? Counted.SENT : Counted.UNSENT);
    return gone;
  }

  /** Asks a node; the answer comes with that of others. */
  CompletableFuture<Bytes> call(int node, HostileMessage.CallMessage call) {
    return transport
        .call(nodes.get(node).key(), call.method(), call.body())
        .whenComplete(
            (answer, refusal) ->
                count(answer == null ? Counted.CALLS_REFUSED : Counted.CALLS_ANSWERED));
  }

  /**
   * The next message; seldom one for which nodes close the link, as a peer that spends its time on
   * making connections sends little.
   */
  HostileMessage next(HostileMessageSource source, SplittableRandom random) {
    List<String> kinds = source.kinds();
    while (true) {
      HostileMessage made = source.next(kinds.get(random.nextInt(kinds.size())), keys);
      if (!costsLink(made) || closing.merge(made.kind(), 1, Integer::sum) % LINK_FOR == 1) {
        return made;
      }
    }
  }

  /** Whether a correct node closes the link of this peer for it (NODE-19). */
  boolean costsLink(HostileMessage message) {
    if (!(message instanceof HostileMessage.EnvelopeMessage(String any, Envelope envelope))) {
      return false;
    }
    Optional<MessageKind> kind = MessageKind.of(envelope.code());
    PublicKey own = keys.publicKey();
    PeerStanding standing =
        role == HostileRole.MEMBER ? PeerStanding.MEMBER : PeerStanding.CERTIFIED;
    return kind.isEmpty()
        || (kind.get().isSignedByItsSender() && !envelope.sender().equals(own))
        || AdmissionTable.of(kind.get(), role.certified(), standing) == AdmissionOutcome.CLOSED;
  }

  /** Asks any node that it is connected to for headers; empty if there is none. */
  CompletableFuture<Bytes> headers(long first, int count, SplittableRandom random) {
    int node = random.nextInt(nodes.size());
    return isConnectedTo(node)
        ? transport.call(
            nodes.get(node).key(),
            CallKind.HEADERS.method(),
            new HeightRange(first, count).encoded())
        : CompletableFuture.completedFuture(Bytes.EMPTY);
  }

  /** What it did since it was last asked. */
  HostileCounts counts() {
    Map<Counted, Long> since = new EnumMap<>(Counted.class);
    counts.forEach((which, count) -> since.put(which, count.sumThenReset()));
    return new HostileCounts(role, since);
  }

  private void count(Counted which) {
    counts.computeIfAbsent(which, it -> new LongAdder()).increment();
  }

  @Override
  public void close() {
    transport.close();
  }
}
