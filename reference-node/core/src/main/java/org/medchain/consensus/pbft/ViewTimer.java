package org.medchain.consensus.pbft;

import java.util.Optional;
import org.medchain.consensus.Output;
import org.medchain.consensus.Timer;
import org.medchain.data.RequestId;

/**
 * The view timer (Castro and Liskov 1999, §4.5.2): watches the request that waits longest and is
 * stopped by its execution, not by its proposal and not by the execution of others, so that no
 * request is ignored forever (PBFT-11). Each view change in a row doubles it.
 */
final class ViewTimer {
  static final Timer VIEW_CHANGE = new Timer("view-change", 0);

  /** Beyond this the timeout would outlast any experiment and soon overflow. */
  private static final int MAX_DOUBLINGS = 20;

  /** Number of timeouts that a replica has for recovery. */
  private static final int RESTART_GRACE_TIMEOUTS = 16;

  /** Others ran before it: if the primary is faulty, they suspect it first. */
  private static final int RESTART_TIMEOUT_FACTOR = 4;

  private final PbftState state;
  private long restartGraceUntilNs = Long.MIN_VALUE;
  private Optional<RequestId> watched = Optional.empty();
  private int doublings;

  ViewTimer(PbftState state) {
    this.state = state;
  }

  /** PBFT-11: after each step watches the oldest request, if that is not watched already. */
  void update() {
    if (state.viewChanging) {
      return; // the timer then belongs to the view change
    }
    Optional<RequestId> next = state.isMember() ? requestToWatch() : Optional.empty();
    if (next.equals(watched)) {
      return;
    }
    watched = next;
    if (watched.isPresent()) {
      start();
    } else {
      state.outbox.add(new Output.StopTimer(VIEW_CHANGE));
    }
  }

  private Optional<RequestId> requestToWatch() {
    Optional<RequestId> oldest = state.pool.oldest(); // no executed one is in the pool
    boolean ending = state.epochs.ending().isPresent();
    return oldest.isPresent() || !ending ? oldest : Optional.of(nextHeightPlaceholder());
  }

  /**
   * Used when no request waits but the epoch has to end: represents the height to be executed next.
   */
  private RequestId nextHeightPlaceholder() {
    return new RequestId(state.self, -state.chain.executedHeight());
  }

  /** A request was executed in this view: the primary is alive. */
  void onExecuted() {
    if (!state.viewChanging) {
      doublings = 0;
    }
    onProgress();
  }

  /**
   * This replica restarts, and others have progressed. Requests wait here because of that, and a
   * replica that leaves a view alone is of no use to the others until they leave it too.
   */
  void onRestart() {
    restartGraceUntilNs = state.nowNs + RESTART_GRACE_TIMEOUTS * state.parameters.viewTimeoutNs();
  }

  /** This replica made progress: while it recovers, the timeout starts again. */
  void onProgress() {
    if (isInRestartGrace() && watched.isPresent()) {
      start();
    }
  }

  private boolean isInRestartGrace() {
    return state.nowNs < restartGraceUntilNs && !state.viewChanging;
  }

  /** It expired while this replica may not leave its view. */
  void again() {
    start();
  }

  void onViewLeft() {
    watched = Optional.empty();
    doublings = Math.min(doublings + 1, MAX_DOUBLINGS);
    state.outbox.add(new Output.StopTimer(VIEW_CHANGE));
  }

  void onViewChangeQuorum() {
    start();
  }

  /** A new set of members begins, without failed view changes. */
  void onEpoch() {
    doublings = 0;
    onViewEntered();
  }

  void onViewEntered() {
    watched = Optional.empty();
    state.outbox.add(new Output.StopTimer(VIEW_CHANGE));
  }

  private void start() {
    // The first view change waits the plain timeout, each one after it twice as long.
    int shift = state.viewChanging ? Math.max(0, doublings - 1) : doublings;
    long delayNs = state.parameters.viewTimeoutNs() << shift;
    if (isInRestartGrace()) {
      delayNs *= RESTART_TIMEOUT_FACTOR;
    }
    state.outbox.add(new Output.StartTimer(VIEW_CHANGE, delayNs));
  }
}
