package org.medchain.node.operations;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Whether a node is ready, and why not (OPS-3, NODE-15): a pure rule over its observations. A ready
 * node forces its log, is connected to a quorum, has about the time that f + 1 members show, and
 * has what f + 1 members report.
 *
 * <p>Under load every node is some blocks behind what it hears, because messages take time. So a
 * height that others report is a target, which the node has a limited time to reach: while it does,
 * it keeps pace. Before it has kept pace once, and after it missed a target, it is syncing.
 *
 * @param paceNs how long a node that keeps pace needs at most to reach a reported height
 * @param target the reported height that it has to reach; empty if it lacks nothing
 * @param targetSinceNs since when
 * @param keepsPace whether it has reached what was reported, and in time since then
 * @param state in one word
 * @param behind how many blocks it lacks
 * @param reason why it is not ready, in one line; empty if it is
 */
public record Readiness(
    long paceNs,
    OptionalLong target,
    long targetSinceNs,
    boolean keepsPace,
    NodeState state,
    long behind,
    String reason) {
  /**
   * The node's observations now.
   *
   * @param failure why it cannot continue, in one line; empty if it can
   * @param stalled the disk's missing work, in one line; empty if the disk answers
   * @param alarm the lack or contradiction of the ledger here that members show, in one line; empty
   *     if there is none
   * @param recovering why its replica must not vote yet, in one line; empty if it may
   * @param skewed how far its clock is off, in one line; empty if it is within the tolerance
   * @param requiredPeers how many members make a quorum
   * @param member whether the node is one of them
   * @param connected members that it is connected to, itself not counted
   * @param unheard members that have to tell their heights, or their time, before it can know its
   *     lag and how far its clock is off
   * @param height of the last block that it executed
   * @param attestedHeight the highest height that f + 1 members reported
   */
  public record ReadinessInputs(
      Optional<String> failure,
      Optional<String> stalled,
      Optional<String> alarm,
      Optional<String> recovering,
      Optional<String> skewed,
      int requiredPeers,
      boolean member,
      int connected,
      int unheard,
      long height,
      long attestedHeight) {
    int reachable() {
      return connected + (member ? 1 : 0);
    }

    boolean isIsolated() {
      return reachable() < requiredPeers;
    }

    long lag() {
      return Math.max(0, attestedHeight - height);
    }
  }

  /** Its state at one moment, in a word and a line. */
  private record Verdict(NodeState state, String reason) {}

  /** Of a node that has not looked around yet. */
  public static Readiness starting(long paceNs) {
    return new Readiness(
        paceNs, OptionalLong.empty(), 0, false, NodeState.STARTING, 0, "has not looked around yet");
  }

  /** The line for a log that had this state last (OPS-23); empty if the state is as before. */
  public Optional<String> news(NodeState before) {
    if (state == before) {
      return Optional.empty();
    }
    String was = before == NodeState.READY ? "no longer ready: " : "not ready: ";
    return Optional.of(ready() ? "ready" : was + reason);
  }

  /** Whether the node takes part. */
  public boolean ready() {
    return state == NodeState.READY;
  }

  /** Evaluates the rule again. */
  public Readiness update(long nowNs, ReadinessInputs seen) {
    boolean reached = target.isPresent() && seen.height() >= target.getAsLong();
    boolean inTime = nowNs - targetSinceNs <= paceNs;
    boolean sameTarget = seen.lag() > 0 && target.isPresent() && !reached;
    // After an isolation all is open again: the others may be far ahead.
    boolean knows = !seen.isIsolated() && (keepsPace || seen.unheard() == 0);
    boolean pace = knows;
    if (sameTarget) {
      pace = knows && keepsPace && inTime;
    } else if (seen.lag() > 0) {
      pace = knows && (reached ? inTime : keepsPace);
    }
    Verdict verdict = verdict(seen, pace);
    return new Readiness(
        paceNs,
        seen.lag() == 0
            ? OptionalLong.empty()
            : sameTarget ? target : OptionalLong.of(seen.attestedHeight()),
        sameTarget ? targetSinceNs : nowNs,
        pace,
        verdict.state(),
        seen.lag(),
        verdict.reason());
  }

  /** The worst comes first. */
  private static Verdict verdict(ReadinessInputs seen, boolean pace) {
    return seen.failure()
        .map(found(NodeState.FAILED))
        .or(() -> seen.stalled().map(found(NodeState.STALLED)))
        .or(() -> seen.alarm().map(found(NodeState.ALARM)))
        .or(() -> isolation(seen).map(found(NodeState.ISOLATED)))
        .or(() -> seen.skewed().map(found(NodeState.SKEWED)))
        .or(() -> seen.recovering().map(found(NodeState.RECOVERING)))
        .or(() -> pace ? Optional.empty() : Optional.of(lack(seen)).map(found(NodeState.SYNCING)))
        .orElseGet(() -> new Verdict(NodeState.READY, ""));
  }

  private static Function<String, Verdict> found(NodeState state) {
    return reason -> new Verdict(state, reason);
  }

  private static Optional<String> isolation(ReadinessInputs seen) {
    return seen.isIsolated()
        ? Optional.of(
            "reaches %s of the %s members of a quorum"
                .formatted(seen.reachable(), seen.requiredPeers()))
        : Optional.empty();
  }

  private static String lack(ReadinessInputs seen) {
    return seen.lag() > 0
        ? seen.lag() + " blocks behind height " + seen.attestedHeight()
        : "waits for the heights or clocks of " + seen.unheard() + " more members";
  }
}
