package org.medchain.faults.hostile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.FetchBlock;
import org.medchain.consensus.pbft.message.FetchSnapshot;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.VoteQuery;
import org.medchain.contract.Operations;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.node.admission.CallKind;
import org.medchain.node.agency.LedgerQuery;
import org.medchain.node.agency.LedgerQueryResponse;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.ConnectionLoop;

/** Three correct nodes in this process, one hostile peer of each role, and a correct client. */
final class HostileRun implements AutoCloseable {
  private static final int WARM_UP = 10;

  /** A question that every peer may ask; its answer comes after all that was sent before. */
  static final HostileMessage.CallMessage CLOCK =
      new HostileMessage.CallMessage(
          CallKind.QUERY.method(), new LedgerQuery.ClockQuery().encoded(), false);

  final HostileTable table = new HostileTable();
  final CorrectNodes nodes;
  final DisclosureLog disclosures;
  final HostileChain chain;
  private final SignatureScheme scheme = NativeEd25519.orPortable();
  private final RecordedTraffic traffic = new RecordedTraffic();
  private final ConnectionLoop loop = new ConnectionLoop("hostile");
  final Map<HostileRole, HostilePeer> senders = new EnumMap<>(HostileRole.class);
  private final HostilePeer client;
  final SplittableRandom random;
  private final int longest;
  private long sequence;

  HostileRun(Path folder, long seed, int longest) throws Exception {
    this(folder, seed, longest, HostileChain.LONG_BLOCKS);
  }

  HostileRun(Path folder, long seed, int longest, ConsensusConfig consensus) throws Exception {
    this.random = new SplittableRandom(seed);
    this.longest = longest;
    chain = new HostileChain(folder, consensus);
    disclosures = new DisclosureLog(chain.client.ledger().publicKey());
    nodes = new CorrectNodes(chain, traffic, table);
    client = peer(HostileRole.AGENCY, chain.client, envelope -> {});
    for (HostileRole role : HostileRole.values()) {
      senders.put(role, peer(role, chain.hostile.get(role), envelope -> heard(role, envelope)));
    }
  }

  private HostilePeer peer(HostileRole role, Identity identity, Consumer<Envelope> heard) {
    return new HostilePeer(role, identity, loop, chain.genesis, nodes.addresses(), heard);
  }

  private void heard(HostileRole role, Envelope envelope) {
    disclosures.received(role, envelope);
    if (role == HostileRole.MEMBER) {
      traffic.add(envelope);
    }
  }

  /** Some heights of traffic to vary, what only a member is sent, and the revocation of one key. */
  void warmUp() throws InterruptedException {
    CorrectNodes.await("the client's links", () -> isConnected(client));
    for (HostileRole role : HostileRole.values()) {
      if (HostileTraffic.ADMITTED.contains(role) || role == HostileRole.REVOKED) {
        CorrectNodes.await("the links of " + role, () -> isConnected(senders.get(role)));
      }
    }
    for (int i = 0; i < WARM_UP; i++) {
      commit();
    }
    HostilePeer member = senders.get(HostileRole.MEMBER);
    Hash genesis = chain.genesis.chain();
    for (Message each :
        List.of(
            new Status(0, false, 0, 0),
            new Status(0, false, nodes.height() - 1, 4),
            new FetchSnapshot(4, 0),
            new FetchSnapshot(8, 0),
            new FetchBlock(genesis),
            new VoteQuery(1))) {
      Envelope sealed = Envelope.seal(scheme, genesis, member.keys(), each);
      member.send(0, message(Status.TYPE.name(), sealed));
    }
    barrier();
  }

  private static boolean isConnected(HostilePeer peer) {
    return IntStream.range(0, HostileChain.CORRECT).allMatch(peer::isConnectedTo);
  }

  private static HostileMessage message(String kind, Envelope envelope) {
    return new HostileMessage.EnvelopeMessage(kind, envelope);
  }

  /** A request of the correct client is executed by every correct node. */
  void commit() throws InterruptedException {
    order(
        new Operations(scheme, chain.genesis.chain(), chain.client.ledger())
            .sign(++sequence, new Opaque(Bytes.utf8("correct " + sequence))));
  }

  void order(Transaction request) throws InterruptedException {
    Envelope envelope = Request.envelope(request);
    traffic.add(envelope);
    long above = nodes.height() - 1;
    long[] nextNs = {System.nanoTime()};
    CorrectNodes.await(
        "a correct client's request; " + nodes.failure(),
        () -> {
          if (System.nanoTime() - nextNs[0] >= 0) {
            nextNs[0] += 1_000_000_000L;
            for (int i = 0; i < HostileChain.CORRECT; i++) {
              client.send(i, message(Request.TYPE.name(), envelope));
            }
          }
          return nodes.executed(request, above);
        });
  }

  /** A source of messages around what correct nodes sent last. */
  HostileMessageSource source() {
    List<KeyPair> keys = senders.values().stream().map(HostilePeer::keys).toList();
    List<PublicKey> honest =
        new ArrayList<>(nodes.addresses().stream().map(each -> each.key()).toList());
    honest.add(chain.client.ledger().publicKey());
    return new HostileMessageSource(
        random,
        scheme,
        chain.genesis.chain(),
        traffic.corpus(nodes.height()),
        keys,
        honest,
        longest);
  }

  boolean isConnected(HostileRole role, int node) {
    return senders.get(role).isConnectedTo(node);
  }

  /** Waits until a peer has a link again: nodes close it for what no such peer sends. */
  void awaitLink(HostileRole role, int node) throws InterruptedException {
    CorrectNodes.await("a link of " + role, () -> isConnected(role, node));
  }

  KeyPair keys(HostileRole role) {
    return senders.get(role).keys();
  }

  /** Sends if there is a link; whether there was. */
  boolean send(HostileRole role, int node, HostileMessage message) {
    HostilePeer sender = senders.get(role);
    boolean sent = sender.isConnectedTo(node) && sentOver(sender, role, node, message);
    table.count(message.kind(), sent ? HostileOutcome.SENT : HostileOutcome.NO_LINK);
    return sent;
  }

  private boolean sentOver(HostilePeer sender, HostileRole role, int node, HostileMessage message) {
    return switch (message) {
      case HostileMessage.EnvelopeMessage(String kind, Envelope envelope) -> {
        boolean sent = sender.send(node, message);
        if (sent && HonestCorpus.decoded(envelope).isEmpty()) {
          table.count(kind, HostileOutcome.MALFORMED);
        }
        yield sent;
      }
      case HostileMessage.CallMessage call -> {
        var unused =
            sender.call(node, call).whenComplete((answer, refusal) -> answered(role, call, answer));
        yield true;
      }
    };
  }

  private void answered(HostileRole role, HostileMessage.CallMessage call, Bytes answer) {
    table.count(
        call.kind(), answer == null ? HostileOutcome.REFUSED_CALL : HostileOutcome.ANSWERED);
    Bytes nothing = new LedgerQueryResponse.NotFoundResponse().encoded();
    if (answer != null
        && call.forbidden()
        && !role.certified().isNode()
        && !(call.method().equals(CallKind.QUERY.method()) && answer.equals(nothing))) {
      disclosures.note(role, "an answer to " + call.kind());
    }
  }

  /** Waits until the nodes have read all that was sent. */
  void barrier() {
    List<CompletableFuture<?>> answers = new ArrayList<>();
    for (HostilePeer each : senders.values()) {
      for (int node = 0; node < HostileChain.CORRECT; node++) {
        if (each.isConnectedTo(node)) {
          answers.add(each.call(node, CLOCK).exceptionally(refused -> Bytes.EMPTY));
        }
      }
    }
    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
  }

  @Override
  public void close() throws IOException {
    senders.values().forEach(HostilePeer::close);
    client.close();
    loop.close();
    nodes.close();
  }
}
