package org.medchain.claims.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.node.admission.CallKind;
import org.medchain.node.ledger.BlockGap;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.CertifiedBlocksResponse;
import org.medchain.node.ledger.EpochProofsResponse;
import org.medchain.node.ledger.HeaderChainVerifier;
import org.medchain.node.ledger.LedgerSync;
import org.medchain.node.ledger.QuorumCertificateVerifier;
import org.medchain.node.ledger.SyncAction;
import org.medchain.node.ledger.SyncSettings;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;

/**
 * A following node's synchronisation with peers in this process: the node's own state machine and
 * the peers' own services, with every question and answer encoded between them, and a clock that
 * jumps to the next thing to do. Blocks are checked, and neither executed nor written to a disk.
 */
public final class InProcessSync {
  private static final long STEP_NS = 50_000_000;

  /** Far more than a ledger of thousands of blocks takes; only a defect takes longer. */
  private static final long STEP_LIMIT = 1_000_000;

  private final InProcessLedgerClient node;
  private final Map<PublicKey, UnaryOperator<Bytes>> peers;
  private final LedgerSync sync;
  private final List<CertifiedBlock> delivered = new ArrayList<>();
  private final Set<PublicKey> dropped = new LinkedHashSet<>();
  private long nowNs;

  /**
   * A node with the genesis block alone.
   *
   * @param ledger that the peers have
   * @param self the node's key
   * @param peers in their order, each with what it makes of the right reply about blocks
   */
  public InProcessSync(
      CertifiedLedger ledger, PublicKey self, Map<PublicKey, UnaryOperator<Bytes>> peers) {
    this.node = new InProcessLedgerClient(ledger, self, PeerRole.FOLLOWING_NODE);
    this.peers = new LinkedHashMap<>(peers);
    this.sync =
        new LedgerSync(
            SyncSettings.DEFAULT,
            new HeaderChainVerifier(
                new QuorumCertificateVerifier(ledger.genesis().chain(), ledger.scheme()),
                ledger.members()),
            new BlockGap(1, ledger.height(), ledger.genesis().chain(), Optional.empty()));
  }

  /** Asks until nothing is missing or nothing more can be done. */
  public void run() {
    Deque<SyncAction> due = new ArrayDeque<>(sync.connected(peers.keySet(), nowNs));
    for (long step = 0; step < STEP_LIMIT && !sync.isDone(); step++) {
      if (due.isEmpty()) {
        nowNs += STEP_NS;
        due.addAll(sync.connected(peers.keySet(), nowNs));
      } else {
        due.addAll(act(due.remove()));
      }
    }
    due.forEach(this::take);
  }

  private List<SyncAction> act(SyncAction action) {
    return switch (action) {
      case SyncAction.RequestBlocks ask ->
          read(
              ask.peer(),
              ask(CallKind.BLOCKS.method(), ask.range()).map(peers.get(ask.peer())),
              Codec.of(CertifiedBlocksResponse.class)::decode,
              blocks -> sync.blocksReceived(ask.peer(), blocks, nowNs));
      case SyncAction.RequestEpochProofs ask ->
          read(
              ask.peer(),
              ask(CallKind.EPOCHS.method(), ask.question()),
              Codec.of(EpochProofsResponse.class)::decode,
              epochs -> sync.epochsReceived(ask.peer(), epochs, nowNs));
      default -> {
        take(action);
        yield List.of();
      }
    };
  }

  private void take(SyncAction action) {
    switch (action) {
      case SyncAction.DeliverBlock deliver -> delivered.add(deliver.decision());
      case SyncAction.DropPeer drop -> dropped.add(drop.peer());
      default -> {} // requests that are no longer needed
    }
  }

  private Optional<Bytes> ask(RpcMethod method, Encodable question) {
    try {
      return Optional.of(node.ask(method, question.encoded()));
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  private <T> List<SyncAction> read(
      PublicKey peer,
      Optional<Bytes> answer,
      Function<Decoder, T> reader,
      Function<T, List<SyncAction>> taken) {
    if (answer.isEmpty()) {
      return sync.failed(peer, nowNs);
    }
    T value;
    try {
      value = Decoder.decode(answer.get(), reader);
    } catch (MalformedInput e) {
      return sync.peerMisbehaved(peer, e.getMessage(), nowNs);
    }
    return taken.apply(value);
  }

  /** The blocks that the node took, in order. */
  public List<CertifiedBlock> delivered() {
    return List.copyOf(delivered);
  }

  /** How many peers get no further request, because what they sent does not hold. */
  public int droppedPeers() {
    return dropped.size();
  }

  /** Bytes of the right replies to all questions. */
  public long receivedBytes() {
    return node.receivedBytes();
  }
}
