package org.medchain.claims.copies;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.consensus.pbft.MembershipHistory;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.node.ledger.BlockGap;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.CertifiedBlocksResponse;
import org.medchain.node.ledger.EpochProofsResponse;
import org.medchain.node.ledger.LedgerRpcMethods;
import org.medchain.node.ledger.LedgerRpcServices;
import org.medchain.node.ledger.LedgerSync;
import org.medchain.node.ledger.QuorumCertificateVerifier;
import org.medchain.node.ledger.SyncAction;
import org.medchain.node.ledger.SyncSettings;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/**
 * A following node's synchronisation with peers in this process: the node's own state machine and
 * the peers' own services, with every question and answer encoded between them, and a clock that
 * jumps to the next thing to do.
 */
final class InProcessSync {
  /** How a peer answers. */
  enum PeerConduct {
    /** As its ledger is. */
    HONEST,
    /** With a bit of its blocks changed. */
    ALTERING,
    /** That it has blocks, and gives none. */
    WITHHOLDING
  }

  private static final long STEP_NS = 50_000_000;

  /** Far more than a ledger of thousands of blocks takes; only a defect takes longer. */
  private static final long STEP_LIMIT = 1_000_000;

  private final CertifiedChain chain;
  private final UniformRandomProvider random;
  private final List<RpcService> services;
  private final LedgerSync sync;
  private final Map<PublicKey, PeerConduct> peers = new LinkedHashMap<>();
  private final List<CertifiedBlock> delivered = new ArrayList<>();
  private final Map<PublicKey, String> dropped = new LinkedHashMap<>();
  private long nowNs;

  /**
   * A node with the genesis block alone.
   *
   * @param chain that the peers have
   * @param conducts of the peers
   * @param random which bits are changed
   */
  InProcessSync(CertifiedChain chain, List<PeerConduct> conducts, UniformRandomProvider random) {
    this.chain = chain;
    this.random = random;
    MembershipHistory members =
        MembershipHistory.of(chain.genesis().chainParameters(), chain.genesis().membership());
    this.services = new LedgerRpcServices(chain, chain.locations(), () -> members).all();
    this.sync =
        new LedgerSync(
            SyncSettings.DEFAULT,
            new QuorumCertificateVerifier(chain.genesis().chain(), chain.scheme()),
            members,
            List.of(new BlockGap(1, chain.height(), chain.genesis().chain(), Optional.empty())));
    for (PeerConduct each : conducts) {
      peers.put(chain.keys("peer " + peers.size()).publicKey(), each);
    }
  }

  /** Asks until nothing is missing or nothing more can be done. */
  void run() {
    Deque<SyncAction> due = new ArrayDeque<>(sync.connected(peers.keySet(), nowNs));
    for (long step = 0; step < STEP_LIMIT && !sync.isDone(); step++) {
      if (due.isEmpty()) {
        nowNs += STEP_NS;
        due.addAll(sync.tick(nowNs));
      } else {
        due.addAll(act(due.remove()));
      }
    }
    due.forEach(this::take);
  }

  private List<SyncAction> act(SyncAction action) {
    return switch (action) {
      case SyncAction.RequestBlocks ask ->
          blocks(ask.peer(), ask(LedgerRpcMethods.BLOCKS, ask.range()));
      case SyncAction.RequestEpochProofs ask ->
          epochs(ask.peer(), ask(LedgerRpcMethods.EPOCHS, ask.question()));
      default -> {
        take(action);
        yield List.of();
      }
    };
  }

  private void take(SyncAction action) {
    switch (action) {
      case SyncAction.DeliverBlock deliver -> delivered.add(deliver.decision());
      case SyncAction.DropPeer drop -> dropped.put(drop.peer(), drop.reason());
      default -> {} // requests that are no longer needed
    }
  }

  private Optional<Bytes> ask(RpcMethod method, Encodable question) {
    Peer asker =
        new Peer(chain.keys("following node").publicKey(), PeerRole.FOLLOWING_NODE, BigInteger.ONE);
    try {
      for (RpcService each : services) {
        if (each.method().equals(method)) {
          return Optional.of(each.handle(asker, question.encoded()));
        }
      }
    } catch (RefusedException e) {
      return Optional.empty();
    }
    throw new IllegalStateException("no service for " + method.name());
  }

  private List<SyncAction> epochs(PublicKey peer, Optional<Bytes> answer) {
    return answer
        .map(
            bytes ->
                read(
                    peer,
                    bytes,
                    EpochProofsResponse::decode,
                    read -> sync.epochsReceived(peer, read, nowNs)))
        .orElseGet(() -> sync.failed(peer, nowNs));
  }

  private List<SyncAction> blocks(PublicKey peer, Optional<Bytes> answer) {
    return answer
        .map(
            bytes ->
                read(
                    peer,
                    conducted(peers.get(peer), bytes),
                    CertifiedBlocksResponse::decode,
                    read -> sync.blocksReceived(peer, read, nowNs)))
        .orElseGet(() -> sync.failed(peer, nowNs));
  }

  private Bytes conducted(PeerConduct conduct, Bytes answer) {
    return switch (conduct) {
      case HONEST -> answer;
      // The first eight bytes are the height, of which nothing is believed.
      case ALTERING -> BitFlips.flip(answer, 64 + random.nextInt(8 * answer.size() - 64));
      case WITHHOLDING -> new CertifiedBlocksResponse(chain.height(), List.of()).encoded();
    };
  }

  private <T> List<SyncAction> read(
      PublicKey peer,
      Bytes answer,
      Function<Decoder, T> reader,
      Function<T, List<SyncAction>> taken) {
    T value;
    try {
      value = Decoder.decode(answer, reader);
    } catch (MalformedInput e) {
      return sync.peerMisbehaved(peer, e.getMessage(), nowNs);
    }
    return taken.apply(value);
  }

  /** The blocks that the node took, in order. */
  List<CertifiedBlock> delivered() {
    return List.copyOf(delivered);
  }

  /** How many peers get no further request, because what they sent does not hold. */
  int droppedPeers() {
    return dropped.size();
  }
}
