package org.medchain.node.ledger;

import java.util.Optional;

/** The knowledge that {@link LedgerSync} has of one peer. */
final class SyncPeerState {
  private static final int MAX_DOUBLINGS = 4;

  /** Whether it has sent the members' changes, which are the first request to it. */
  boolean knowsEpochs;

  /** The blocks that it is asked for. */
  Optional<HeightRange> asked = Optional.empty();

  private boolean busy;
  private long askedAtNs;
  private long retryAtNs = Long.MIN_VALUE;
  int failures;

  /** Whether it may get a request now; also for heights that it did not have before. */
  boolean isFree(long nowNs) {
    return !busy && nowNs >= retryAtNs;
  }

  void requestSent(long nowNs) {
    busy = true;
    asked = Optional.empty();
    askedAtNs = nowNs;
  }

  void requestSent(HeightRange range, long nowNs) {
    requestSent(nowNs);
    asked = Optional.of(range);
  }

  Optional<HeightRange> responseReceived() {
    Optional<HeightRange> was = asked;
    busy = false;
    asked = Optional.empty();
    return was;
  }

  /** The heights that others need not be queried for. */
  Optional<HeightRange> assignedRange(long nowNs, long patienceNs) {
    return nowNs - askedAtNs < patienceNs ? asked : Optional.empty();
  }

  /** It reports that it has nothing new. */
  void backOff(long nowNs, long pauseNs) {
    retryAtNs = nowNs + pauseNs;
  }

  /** It failed to deliver: its pause grows exponentially. */
  void failed(long nowNs, long pauseNs) {
    backOff(nowNs, pauseNs << Math.min(failures, MAX_DOUBLINGS));
    failures++;
  }
}
