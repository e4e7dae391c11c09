package org.medchain.node.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.node.ledger.SyncAction.DeliverBlock;
import org.medchain.node.ledger.SyncAction.DropPeer;
import org.medchain.node.ledger.SyncAction.HaltSync;
import org.medchain.node.ledger.SyncAction.PeerRequest;
import org.medchain.node.ledger.SyncAction.RequestBlocks;
import org.medchain.node.ledger.SyncAction.RequestEpochProofs;

/**
 * How a node gets the blocks that it lacks from several others at once (LIGHT-9, LIGHT-10; decision
 * 0160): each block is checked by itself, by the certificate of those who decided its height, and
 * by the hash that leads from block to block; a peer that sends another gets no further request.
 *
 * <p>It fills one gap and hands its blocks over in order. No time, no thread and no connection: the
 * same calls give the same steps. The limits bound its memory.
 */
public final class LedgerSync {
  private final SyncSettings limits;
  private final BlockGap gap;
  private final Map<PublicKey, SyncPeerState> peers = new TreeMap<>();
  private final Set<PublicKey> misbehaving = new TreeSet<>();
  private final TreeMap<Long, CertifiedBlock> bufferedBlocksByHeight = new TreeMap<>();
  private final List<SyncAction> steps = new ArrayList<>();
  private long bufferedBytes;
  private HeaderChainVerifier chain;
  private long nextHeight;
  private Hash previousHash;
  private boolean halted;

  /** Of a chain whose members are known so far. */
  public LedgerSync(SyncSettings limits, HeaderChainVerifier chain, BlockGap gap) {
    this.limits = limits;
    this.chain = chain;
    this.gap = gap;
    this.nextHeight = gap.first();
    this.previousHash = gap.previousHash();
  }

  /** The members that decide each height, as far as it is proved now. */
  MembershipHistory members() {
    return chain.members();
  }

  /** Whether nothing is missing any more, or nothing can be done. */
  public boolean isDone() {
    return halted || nextHeight > gap.last();
  }

  /** The lowest height that was not handed over yet. */
  public long nextHeight() {
    return nextHeight;
  }

  /** Blocks kept because one under them is missing. */
  int bufferedBlocks() {
    return bufferedBlocksByHeight.size();
  }

  /** Of these blocks (LIGHT-9). */
  long bufferedBytes() {
    return bufferedBytes;
  }

  /** These are connected now, and no others; to be told regularly, since time goes by. */
  public List<SyncAction> connected(Collection<PublicKey> now, long nowNs) {
    peers.keySet().retainAll(now);
    for (PublicKey peer : now) {
      if (!misbehaving.contains(peer)) {
        peers.computeIfAbsent(peer, key -> new SyncPeerState());
      }
    }
    return assign(nowNs);
  }

  /** A peer does not reply, or refuses. */
  public List<SyncAction> failed(PublicKey peer, long nowNs) {
    SyncPeerState entry = peers.get(peer);
    if (entry != null) {
      entry.responseReceived();
      entry.failed(nowNs, limits.retryPauseNs());
    }
    return assign(nowNs);
  }

  /** A peer's reply to a question. */
  public List<SyncAction> replied(PeerRequest ask, Bytes reply, long nowNs) {
    PublicKey peer = ask.peer();
    try {
      return switch (ask) {
        case RequestBlocks blocks ->
            blocksReceived(peer, read(CertifiedBlocksResponse.class, reply), nowNs);
        case RequestEpochProofs epochs ->
            epochsReceived(peer, read(EpochProofsResponse.class, reply), nowNs);
      };
    } catch (MalformedInput e) {
      drop(peer, e.getMessage());
      return assign(nowNs);
    }
  }

  private <T> T read(Class<T> type, Bytes reply) {
    return chain.certificates().codec(type).decoded(reply);
  }

  /** A peer's proofs of the members' changes. */
  List<SyncAction> epochsReceived(PublicKey peer, EpochProofsResponse answer, long nowNs) {
    SyncPeerState entry = peers.get(peer);
    if (entry == null) {
      return List.of();
    }
    entry.responseReceived();
    boolean news = entry.knowsEpochs;
    int before = members().current();
    try {
      for (Bytes proof : answer.proofs()) {
        chain = chain.with(proof);
      }
    } catch (MalformedInput e) {
      drop(peer, "epochs: " + e.getMessage());
      return assign(nowNs);
    }
    entry.knowsEpochs = true;
    if (members().current() > before) {
      discardBeyondEpoch(before);
    } else if (news) {
      entry.failed(nowNs, limits.retryPauseNs());
    }
    return assign(nowNs);
  }

  /** Above its end an epoch decides nothing; only keys that leaked could have signed there. */
  private void discardBeyondEpoch(int epoch) {
    long end = members().endOf(epoch).height();
    discardBuffered(end);
    if (!isDone() && nextHeight - 1 > end && nextHeight > gap.first()) {
      halt(end);
    }
  }

  /** A peer gives blocks. */
  List<SyncAction> blocksReceived(PublicKey peer, CertifiedBlocksResponse answer, long nowNs) {
    SyncPeerState entry = peers.get(peer);
    if (entry == null || entry.asked.isEmpty()) {
      return List.of(); // to a query from before the reconnection
    }
    Optional<HeightRange> asked = entry.responseReceived();
    if (answer.blocks().isEmpty() && answer.height() < asked.get().first()) {
      entry.backOff(nowNs, limits.retryPauseNs());
    } else if (answer.blocks().isEmpty()) {
      entry.failed(nowNs, limits.retryPauseNs());
    } else if (namesUnknownEpoch(answer)) {
      askEpochs(peer, entry, nowNs);
    } else {
      take(peer, entry, asked.get(), answer.blocks());
    }
    return assign(nowNs);
  }

  private boolean namesUnknownEpoch(CertifiedBlocksResponse answer) {
    return answer.blocks().stream()
        .anyMatch(each -> each.certificate().epoch() > members().current());
  }

  private void take(
      PublicKey peer, SyncPeerState entry, HeightRange asked, List<CertifiedBlock> decisions) {
    Optional<String> flaw = findError(asked, decisions);
    if (flaw.isPresent()) {
      drop(peer, flaw.get());
      return;
    }
    entry.failures = 0;
    for (CertifiedBlock each : decisions) {
      if (isMissing(each.height())
          && bufferedBlocksByHeight.putIfAbsent(each.height(), each) == null) {
        bufferedBytes += each.block().expectedSize();
      }
    }
    deliver();
    while (bufferedBytes > limits.maxBufferedBytes()) {
      CertifiedBlock highest = bufferedBlocksByHeight.pollLastEntry().getValue();
      bufferedBytes -= highest.block().expectedSize();
    }
  }

  private void discardBuffered(long above) {
    Collection<CertifiedBlock> discarded = bufferedBlocksByHeight.tailMap(above, false).values();
    discarded.forEach(each -> bufferedBytes -= each.block().expectedSize());
    discarded.clear();
  }

  private boolean isMissing(long height) {
    return !isDone() && height >= nextHeight && height < bufferLimit();
  }

  private Optional<String> findError(HeightRange asked, List<CertifiedBlock> decisions) {
    if (decisions.size() > asked.count()) {
      return Optional.of("more blocks than requested");
    }
    List<Header> headers = decisions.stream().map(each -> each.block().header()).toList();
    try {
      chain.requireLinked(headers.getFirst().previous(), asked.first() - 1, headers);
    } catch (InvalidProofException e) {
      return Optional.of(e.getMessage());
    }
    return decisions.stream()
        .flatMap(each -> chain.findError(each.block().header(), each.certificate()).stream())
        .findFirst();
  }

  /** Hands over the blocks that follow. */
  private void deliver() {
    while (!isDone() && bufferedBlocksByHeight.containsKey(nextHeight)) {
      CertifiedBlock decision = bufferedBlocksByHeight.remove(nextHeight);
      bufferedBytes -= decision.block().expectedSize();
      if (!decision.block().parent().equals(previousHash)) {
        halt(nextHeight - 1);
        return;
      }
      if (nextHeight == gap.last() && !fits(decision)) {
        halt(nextHeight + 1);
        return;
      }
      steps.add(new DeliverBlock(decision));
      previousHash = decision.block().hash();
      nextHeight++;
    }
  }

  private boolean fits(CertifiedBlock last) {
    return gap.nextHeader()
        .filter(above -> !above.previous().equals(last.block().hash()))
        .isEmpty();
  }

  private void halt(long height) {
    halted = true;
    discardBuffered(Long.MIN_VALUE);
    steps.add(
        new HaltSync(
            "what the members certified does not fit the block of height "
                + height
                + " that is here: this store is damaged or of another chain, or more members than"
                + " f are faulty"));
  }

  private void drop(PublicKey peer, String reason) {
    misbehaving.add(peer);
    peers.remove(peer);
    steps.add(new DropPeer(peer, reason));
  }

  /** The first height that may not be kept yet. */
  private long bufferLimit() {
    long last = gap.last();
    return last - nextHeight < limits.maxBuffered() ? last + 1 : nextHeight + limits.maxBuffered();
  }

  private List<SyncAction> assign(long nowNs) {
    if (!isDone()) {
      Set<Long> promised = assignedHeights(nowNs);
      for (Map.Entry<PublicKey, SyncPeerState> each : peers.entrySet()) {
        if (each.getValue().isFree(nowNs)) {
          ask(each.getKey(), each.getValue(), promised, nowNs);
        }
      }
    }
    List<SyncAction> due = List.copyOf(steps);
    steps.clear();
    return due;
  }

  private void ask(PublicKey peer, SyncPeerState entry, Set<Long> promised, long nowNs) {
    if (!entry.knowsEpochs) {
      askEpochs(peer, entry, nowNs);
      return;
    }
    Optional<HeightRange> range = missing(promised);
    if (range.isPresent()) {
      entry.requestSent(range.get(), nowNs);
      mark(promised, range.get());
      steps.add(new RequestBlocks(peer, range.get()));
    }
  }

  private void askEpochs(PublicKey peer, SyncPeerState entry, long nowNs) {
    entry.requestSent(nowNs);
    steps.add(new RequestEpochProofs(peer, new EpochProofsRequest(members().current())));
  }

  private Set<Long> assignedHeights(long nowNs) {
    Set<Long> promised = new TreeSet<>();
    for (SyncPeerState peer : peers.values()) {
      peer.assignedRange(nowNs, limits.requestTimeoutNs())
          .ifPresent(range -> mark(promised, range));
    }
    return promised;
  }

  private static void mark(Set<Long> heights, HeightRange range) {
    for (int i = 0; i < range.count(); i++) {
      heights.add(range.first() + i);
    }
  }

  /** The lowest heights that are neither here nor promised. */
  private Optional<HeightRange> missing(Set<Long> promised) {
    // With half of the room taken only what is needed next is asked for, lest the rest be dropped.
    boolean isScarce = bufferedBytes > limits.maxBufferedBytes() / 2;
    long end =
        isScarce ? Math.min(bufferLimit(), nextHeight + limits.blocksPerRequest()) : bufferLimit();
    long first = nextHeight;
    while (first < end && isTaken(first, promised)) {
      first++;
    }
    int count = 0;
    while (count < limits.blocksPerRequest()
        && first + count < end
        && !isTaken(first + count, promised)) {
      count++;
    }
    return count == 0 ? Optional.empty() : Optional.of(new HeightRange(first, count));
  }

  private boolean isTaken(long height, Set<Long> promised) {
    return bufferedBlocksByHeight.containsKey(height) || promised.contains(height);
  }
}
