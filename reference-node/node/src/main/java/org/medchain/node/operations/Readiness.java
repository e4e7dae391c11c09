package org.medchain.node.operations;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * Whether a node takes part, and why not (OPS-3): a pure rule over what was seen so far. It takes
 * part if its store works, it is connected to a quorum, and it is not far behind for long.
 *
 * @param rule by which is judged
 * @param behindSinceNs since when it is further behind than the rule allows; empty while it is not
 * @param reason why it does not take part, in one line; empty if it does
 */
public record Readiness(Rule rule, OptionalLong behindSinceNs, String reason) {
  /**
   * What is tolerated.
   *
   * @param lag in heights: W + the checkpoint interval, since a member that is behind by less
   *     catches up from the others' messages and needs no state transfer
   * @param patienceNs how long it may be further behind, in nanoseconds
   */
  public record Rule(long lag, long patienceNs) {
    /** Checks the ranges. */
    public Rule {
      if (lag < 0 || patienceNs < 0) {
        throw new IllegalArgumentException("lag and patience are 0 or more");
      }
    }
  }

  /**
   * What the node sees now.
   *
   * @param storeTrouble what is wrong with the store, in one line; empty if nothing is
   * @param needed how many members make a quorum
   * @param member whether the node is one of them
   * @param connected members that it is connected to, itself not counted
   * @param height of the last block that it executed
   * @param heard the highest height that it heard of from a member
   */
  public record Seen(
      String storeTrouble, int needed, boolean member, int connected, long height, long heard) {
    int reached() {
      return connected + (member ? 1 : 0);
    }

    long behind() {
      return heard - height;
    }
  }

  /** Of a node that has not looked around yet. */
  public static Readiness starting(Rule rule) {
    return new Readiness(rule, OptionalLong.empty(), "starting");
  }

  /** Whether the node takes part. */
  public boolean ready() {
    return reason.isEmpty();
  }

  /** Judges anew. */
  public Readiness next(long nowNs, Seen seen) {
    OptionalLong since = behindSince(nowNs, seen);
    return new Readiness(rule, since, reason(nowNs, seen, since));
  }

  private OptionalLong behindSince(long nowNs, Seen seen) {
    if (seen.behind() <= rule.lag()) {
      return OptionalLong.empty();
    }
    return behindSinceNs.isPresent() ? behindSinceNs : OptionalLong.of(nowNs);
  }

  private String reason(long nowNs, Seen seen, OptionalLong since) {
    if (!seen.storeTrouble().isEmpty()) {
      return "store: " + seen.storeTrouble();
    }
    if (seen.reached() < seen.needed()) {
      return String.format(
          Locale.ROOT, "reaches %d of the %d members of a quorum", seen.reached(), seen.needed());
    }
    if (since.isPresent() && nowNs - since.getAsLong() >= rule.patienceNs()) {
      return String.format(Locale.ROOT, "%d blocks behind height %d", seen.behind(), seen.heard());
    }
    return "";
  }
}
