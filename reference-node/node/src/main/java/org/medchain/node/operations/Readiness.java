package org.medchain.node.operations;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * Whether a node is ready, and why not (OPS-3): a pure rule over its observations. It takes part if
 * its store works, it is connected to a quorum, and it is not far behind for long.
 *
 * @param rule limits of lag and time
 * @param laggingSinceNs since when it is further behind than the rule allows; empty while it is not
 * @param reason why it does not take part, in one line; empty if it does
 */
public record Readiness(ReadinessRule rule, OptionalLong laggingSinceNs, String reason) {
  /**
   * The limits.
   *
   * @param maxLag in heights: W + the checkpoint interval, since a member that is behind by less
   *     catches up from the others' messages and needs no state transfer
   * @param toleranceNs how long it may be further behind, in nanoseconds
   */
  public record ReadinessRule(long maxLag, long toleranceNs) {
    /** Checks the ranges. */
    public ReadinessRule {
      if (maxLag < 0 || toleranceNs < 0) {
        throw new IllegalArgumentException("lag and time limit are 0 or more");
      }
    }
  }

  /**
   * The node's observations now.
   *
   * @param storeError fault of the store, in one line; empty if there is none
   * @param requiredPeers how many members make a quorum
   * @param member whether the node is one of them
   * @param connected members that it is connected to, itself not counted
   * @param height of the last block that it executed
   * @param attestedHeight the highest height that a member reported
   */
  public record ReadinessInputs(
      String storeError,
      int requiredPeers,
      boolean member,
      int connected,
      long height,
      long attestedHeight) {
    int reachable() {
      return connected + (member ? 1 : 0);
    }

    long lag() {
      return attestedHeight - height;
    }
  }

  /** Of a node that has not looked around yet. */
  public static Readiness starting(ReadinessRule rule) {
    return new Readiness(rule, OptionalLong.empty(), "starting");
  }

  /** Whether the node takes part. */
  public boolean ready() {
    return reason.isEmpty();
  }

  /** Evaluates the rule again. */
  public Readiness update(long nowNs, ReadinessInputs seen) {
    OptionalLong since = laggingSince(nowNs, seen);
    return new Readiness(rule, since, reason(nowNs, seen, since));
  }

  private OptionalLong laggingSince(long nowNs, ReadinessInputs seen) {
    if (seen.lag() <= rule.maxLag()) {
      return OptionalLong.empty();
    }
    return laggingSinceNs.isPresent() ? laggingSinceNs : OptionalLong.of(nowNs);
  }

  private String reason(long nowNs, ReadinessInputs seen, OptionalLong since) {
    if (!seen.storeError().isEmpty()) {
      return "store: " + seen.storeError();
    }
    if (seen.reachable() < seen.requiredPeers()) {
      return String.format(
          Locale.ROOT,
          "reaches %d of the %d members of a quorum",
          seen.reachable(),
          seen.requiredPeers());
    }
    if (since.isPresent() && nowNs - since.getAsLong() >= rule.toleranceNs()) {
      return String.format(
          Locale.ROOT, "%d blocks behind height %d", seen.lag(), seen.attestedHeight());
    }
    return "";
  }
}
