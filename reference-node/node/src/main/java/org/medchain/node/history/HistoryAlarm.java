package org.medchain.node.history;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.medchain.consensus.QuorumSizes;

/**
 * When the members have lost a ledger of which a certified block is held here (NODE-17): a pure
 * rule over what they state.
 *
 * <p>A block is certified when a quorum has voted for it, so f + 1 honest members have it in their
 * logs and execute it soon. If a quorum still lacks it after a while, an honest member among them
 * has forgotten it. Fewer than a quorum prove nothing: f may lie, and the others may be late.
 */
public final class HistoryAlarm {
  private final long patienceNs;
  private long target = -1;
  private long sinceNs;
  private long lacking;
  private boolean raised;
  private boolean contradicted;
  private String reason = "";

  /**
   * Not raised.
   *
   * @param patienceNs how long members may need to execute what is certified
   */
  public HistoryAlarm(long patienceNs) {
    this.patienceNs = patienceNs;
  }

  /**
   * Evaluates the rule again, over what members state in one round.
   *
   * @param head height of the certified block that is held here
   * @param quorum of the members
   * @param heights of those that replied, one each
   */
  public synchronized void update(long nowNs, long head, QuorumSizes quorum, List<Long> heights) {
    if (target < 0) {
      target = head;
      sinceNs = nowNs;
    }
    lacking = heights.stream().filter(each -> each < target).count();
    if (raised) {
      raised = heights.size() - lacking <= quorum.nodes() - quorum.size();
      sinceNs = nowNs;
    } else if (lacking < quorum.size()) {
      target = head;
      sinceNs = nowNs;
    } else {
      raised = nowNs - sinceNs >= patienceNs;
    }
    if (raised && !contradicted) {
      reason = lost(quorum, heights);
    }
  }

  /** A quorum has certified another block of this height than the one held here. */
  public synchronized void contradict(long height) {
    contradicted = true;
    reason =
        String.format(
            Locale.ROOT,
            "a quorum has certified another block of height %d than the certified one held here:"
                + " the members continue another history, from an old copy or from nothing",
            height);
  }

  private String lost(QuorumSizes quorum, List<Long> heights) {
    long highest =
        heights.stream().filter(each -> each < target).mapToLong(Long::longValue).max().orElse(0);
    return String.format(
        Locale.ROOT,
        "the certified block of height %d is held here, and %d of the %d members have height %d at"
            + " most: they have lost the ledger above it, or got old copies of their stores",
        target,
        lacking,
        quorum.nodes(),
        highest);
  }

  /** Whether the alarm is one that cannot end: two histories are certified. For any thread. */
  synchronized boolean isContradicted() {
    return contradicted;
  }

  /** Why there is an alarm, in one line; empty if there is none. For any thread. */
  public synchronized Optional<String> reason() {
    return contradicted || raised ? Optional.of(reason) : Optional.empty();
  }
}
