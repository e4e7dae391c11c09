package org.medchain.node.ledger;

import java.util.Optional;

/** What {@link LedgerSync} knows of one peer. */
final class SyncPeer {
  private static final int MOST_DOUBLINGS = 4;

  private boolean introduced;
  private Optional<Range> asked = Optional.empty();
  private boolean busy;
  private long askedAtNs;
  private long restsUntilNs = Long.MIN_VALUE;
  private int failures;

  /** Whether it may be asked something now; also for heights that it did not have before. */
  boolean isFree(long nowNs) {
    return !busy && nowNs >= restsUntilNs;
  }

  /** Whether it has told how the members changed, which it is asked before anything else. */
  boolean isIntroduced() {
    return introduced;
  }

  void introduced() {
    introduced = true;
  }

  void ask(Optional<Range> range, long nowNs) {
    busy = true;
    asked = range;
    askedAtNs = nowNs;
  }

  boolean isAskedForBlocks() {
    return asked.isPresent();
  }

  Optional<Range> answered() {
    Optional<Range> was = asked;
    busy = false;
    asked = Optional.empty();
    return was;
  }

  /** The heights that others need not be asked for. */
  Optional<Range> promised(long nowNs, long patienceNs) {
    return nowNs - askedAtNs < patienceNs ? asked : Optional.empty();
  }

  void succeeded() {
    failures = 0;
  }

  /** It has nothing new, and says so. */
  void rest(long nowNs, long pauseNs) {
    restsUntilNs = nowNs + pauseNs;
  }

  /** It did not give what it should have: left alone for ever longer. */
  void fail(long nowNs, long pauseNs) {
    rest(nowNs, pauseNs << Math.min(failures, MOST_DOUBLINGS));
    failures++;
  }
}
