package org.medchain.node.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medchain.consensus.pbft.MemberHistory;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;

/**
 * How a node gets the blocks that it lacks from several others at once (LIGHT-9, LIGHT-10; decision
 * 0161): each block is checked by itself, by the certificate of those who decided its height, and
 * by the hash that leads from block to block; who sends another is asked no more.
 *
 * <p>It fills the lowest gap first and hands its blocks over in order. No time, no thread and no
 * connection: the same calls give the same steps. What it holds is bounded by the limits.
 */
public final class LedgerSync {
  private final SyncLimits limits;
  private final DecisionCheck check;
  private final Deque<Gap> gaps;
  private final Map<PublicKey, SyncPeer> peers = new TreeMap<>();
  private final Set<PublicKey> liars = new TreeSet<>();
  private final TreeMap<Long, Decision> arrived = new TreeMap<>();
  private final List<SyncStep> steps = new ArrayList<>();
  private MemberHistory members;
  private long next;
  private Hash below;
  private boolean halted;

  /**
   * For these gaps, in the order in which they are to be filled.
   *
   * @param members as far as they are known
   */
  public LedgerSync(SyncLimits limits, DecisionCheck check, MemberHistory members, List<Gap> gaps) {
    this.limits = limits;
    this.check = check;
    this.members = members;
    this.gaps = new ArrayDeque<>(gaps);
    enter();
  }

  private void enter() {
    arrived.clear();
    if (!gaps.isEmpty()) {
      next = gaps.peek().first();
      below = gaps.peek().below();
    }
  }

  /** Who decides which heights, as far as it is proved by now. */
  public MemberHistory members() {
    return members;
  }

  /** Whether nothing is missing any more, or nothing can be done. */
  public boolean isDone() {
    return halted || gaps.isEmpty();
  }

  /** The lowest height that was not handed over yet, of the gap that is being filled. */
  public long next() {
    return next;
  }

  /** Blocks kept because one under them is missing. */
  public int waiting() {
    return arrived.size();
  }

  /** These are connected now, and no others. */
  public List<SyncStep> connected(Collection<PublicKey> now, long nowNs) {
    peers.keySet().retainAll(now);
    for (PublicKey peer : now) {
      if (!liars.contains(peer)) {
        peers.computeIfAbsent(peer, key -> new SyncPeer());
      }
    }
    return assign(nowNs);
  }

  /** Time has gone by. */
  public List<SyncStep> tick(long nowNs) {
    return assign(nowNs);
  }

  /** A peer does not answer, or refuses to. */
  public List<SyncStep> failed(PublicKey peer, long nowNs) {
    SyncPeer entry = peers.get(peer);
    if (entry != null) {
      entry.answered();
      entry.fail(nowNs, limits.pauseNs());
    }
    return assign(nowNs);
  }

  /** A peer sent what no honest one sends, as far as the caller can tell. */
  public List<SyncStep> lied(PublicKey peer, String reason, long nowNs) {
    drop(peer, reason);
    return assign(nowNs);
  }

  /** A peer says how the members changed. */
  public List<SyncStep> learned(PublicKey peer, EpochAnswer answer, long nowNs) {
    SyncPeer entry = peers.get(peer);
    if (entry == null) {
      return List.of();
    }
    entry.answered();
    boolean news = entry.isIntroduced();
    int before = members.current();
    try {
      for (Bytes proof : answer.proofs()) {
        members = members.with(proof, check.scheme());
      }
    } catch (MalformedInput e) {
      drop(peer, "epochs: " + e.getMessage());
      return assign(nowNs);
    }
    entry.introduced();
    if (members.current() > before) {
      forgetWhatNobodyDecided(before);
    } else if (news) {
      entry.fail(nowNs, limits.pauseNs());
    }
    return assign(nowNs);
  }

  /** Above its end an epoch decides nothing; only keys that leaked could have signed there. */
  private void forgetWhatNobodyDecided(int epoch) {
    long end = members.end(epoch).height();
    arrived.tailMap(end, false).clear();
    if (!isDone() && next - 1 > end && next > gaps.peek().first()) {
      halt(end);
    }
  }

  /** A peer gives blocks. */
  public List<SyncStep> answered(PublicKey peer, DecisionAnswer answer, long nowNs) {
    SyncPeer entry = peers.get(peer);
    if (entry == null) {
      return List.of();
    }
    if (!entry.isAskedForBlocks()) {
      return List.of(); // to a question before the connection was made anew
    }
    Optional<Range> asked = entry.answered();
    if (answer.decisions().isEmpty() && answer.height() < asked.get().first()) {
      entry.rest(nowNs, limits.pauseNs());
    } else if (answer.decisions().isEmpty()) {
      entry.fail(nowNs, limits.pauseNs());
    } else if (namesUnknownEpoch(answer)) {
      entry.ask(Optional.empty(), nowNs);
      steps.add(new SyncStep.AskEpochs(peer, new EpochQuestion(members.current())));
    } else {
      take(peer, entry, asked.get(), answer.decisions());
    }
    return assign(nowNs);
  }

  private boolean namesUnknownEpoch(DecisionAnswer answer) {
    return answer.decisions().stream()
        .anyMatch(each -> MemberHistory.epochOf(each.certificate()) > members.current());
  }

  private void take(PublicKey peer, SyncPeer entry, Range asked, List<Decision> decisions) {
    Optional<String> flaw = flawIn(asked, decisions);
    if (flaw.isPresent()) {
      drop(peer, flaw.get());
      return;
    }
    entry.succeeded();
    for (Decision each : decisions) {
      if (isWanted(each.height())) {
        arrived.putIfAbsent(each.height(), each);
      }
    }
    deliver();
  }

  private boolean isWanted(long height) {
    return !isDone() && height >= next && height < end();
  }

  private Optional<String> flawIn(Range asked, List<Decision> decisions) {
    if (decisions.size() > asked.count()) {
      return Optional.of("more blocks than were asked for");
    }
    for (int i = 0; i < decisions.size(); i++) {
      Decision each = decisions.get(i);
      if (each.height() != asked.first() + i) {
        return Optional.of(
            "height " + each.height() + " where " + asked.first() + " and up were asked for");
      }
      if (i > 0 && !each.block().parent().equals(decisions.get(i - 1).block().hash())) {
        return Optional.of("height " + each.height() + " does not follow the one before");
      }
      Optional<String> flaw = check.flawIn(each.block().header(), each.certificate(), members);
      if (flaw.isPresent()) {
        return flaw;
      }
    }
    return Optional.empty();
  }

  /** Hands over what follows without a hole; a gap that is filled makes room for the next. */
  private void deliver() {
    while (!isDone() && arrived.containsKey(next)) {
      Decision decision = arrived.remove(next);
      Gap gap = gaps.peek();
      if (!decision.block().parent().equals(below)) {
        halt(next - 1);
        return;
      }
      if (next == gap.last() && !fits(decision, gap)) {
        halt(next + 1);
        return;
      }
      steps.add(new SyncStep.Deliver(decision));
      below = decision.block().hash();
      next++;
      if (next > gap.last()) {
        gaps.remove();
        enter();
      }
    }
  }

  private static boolean fits(Decision last, Gap gap) {
    return gap.above().filter(above -> !above.previous().equals(last.block().hash())).isEmpty();
  }

  private void halt(long height) {
    halted = true;
    arrived.clear();
    steps.add(
        new SyncStep.Halt(
            "what the members certified does not fit the block of height "
                + height
                + " that is here: this store is damaged or of another chain, or more members than"
                + " f are faulty"));
  }

  private void drop(PublicKey peer, String reason) {
    liars.add(peer);
    peers.remove(peer);
    steps.add(new SyncStep.Drop(peer, reason));
  }

  /** The first height that may not be kept yet. */
  private long end() {
    long last = gaps.peek().last();
    return last - next < limits.ahead() ? last + 1 : next + limits.ahead();
  }

  private List<SyncStep> assign(long nowNs) {
    if (!isDone()) {
      Set<Long> promised = promised(nowNs);
      for (Map.Entry<PublicKey, SyncPeer> each : peers.entrySet()) {
        if (each.getValue().isFree(nowNs)) {
          ask(each.getKey(), each.getValue(), promised, nowNs);
        }
      }
    }
    List<SyncStep> due = List.copyOf(steps);
    steps.clear();
    return due;
  }

  private void ask(PublicKey peer, SyncPeer entry, Set<Long> promised, long nowNs) {
    if (!entry.isIntroduced()) {
      entry.ask(Optional.empty(), nowNs);
      steps.add(new SyncStep.AskEpochs(peer, new EpochQuestion(members.current())));
      return;
    }
    Optional<Range> range = missing(promised);
    if (range.isPresent()) {
      entry.ask(range, nowNs);
      mark(promised, range.get());
      steps.add(new SyncStep.AskDecisions(peer, range.get()));
    }
  }

  private Set<Long> promised(long nowNs) {
    Set<Long> promised = new TreeSet<>();
    for (SyncPeer peer : peers.values()) {
      peer.promised(nowNs, limits.patienceNs()).ifPresent(range -> mark(promised, range));
    }
    return promised;
  }

  private static void mark(Set<Long> heights, Range range) {
    for (int i = 0; i < range.count(); i++) {
      heights.add(range.first() + i);
    }
  }

  /** The lowest heights that are neither here nor promised. */
  private Optional<Range> missing(Set<Long> promised) {
    long end = end();
    long first = next;
    while (first < end && (arrived.containsKey(first) || promised.contains(first))) {
      first++;
    }
    int count = 0;
    while (count < limits.chunk()
        && first + count < end
        && !arrived.containsKey(first + count)
        && !promised.contains(first + count)) {
      count++;
    }
    return count == 0 ? Optional.empty() : Optional.of(new Range(first, count));
  }
}
