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
import java.util.function.UnaryOperator;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.node.admission.CallKind;
import org.medchain.node.ledger.BlockGap;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.HeaderChainVerifier;
import org.medchain.node.ledger.LedgerSync;
import org.medchain.node.ledger.SyncAction;
import org.medchain.node.ledger.SyncSettings;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/**
 * A following node's synchronisation with peers in this process: the node's own state machine and
 * the peers' own services, with every question and answer encoded between them, and a clock that
 * jumps to the next thing to do.
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

  public InProcessSync(
      CertifiedLedger ledger, PublicKey self, Map<PublicKey, UnaryOperator<Bytes>> peers) {
    this.node = new InProcessLedgerClient(ledger, self, PeerRole.FOLLOWING_NODE);
    this.peers = new LinkedHashMap<>(peers);
    this.sync =
        new LedgerSync(
            SyncSettings.DEFAULT,
            new HeaderChainVerifier(
                new CertificateVerifier(Pbft.PROTOCOL, ledger.genesis().chain(), ledger.scheme()),
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
    if (!(action instanceof SyncAction.PeerRequest ask)) {
      take(action);
      return List.of();
    }
    UnaryOperator<Bytes> change =
        ask.kind() == CallKind.BLOCKS ? peers.get(ask.peer()) : UnaryOperator.identity();
    try {
      Bytes reply = node.ask(ask.kind().method(), ask.question().encoded());
      return sync.replied(ask, change.apply(reply), nowNs);
    } catch (RefusedException e) {
      return sync.failed(ask.peer(), nowNs);
    }
  }

  private void take(SyncAction action) {
    switch (action) {
      case SyncAction.DeliverBlock deliver -> delivered.add(deliver.decision());
      case SyncAction.DropPeer drop -> dropped.add(drop.peer());
      default -> {} // requests that are no longer needed
    }
  }

  public List<CertifiedBlock> delivered() {
    return List.copyOf(delivered);
  }

  public int droppedPeers() {
    return dropped.size();
  }

  public long receivedBytes() {
    return node.receivedBytes();
  }
}
