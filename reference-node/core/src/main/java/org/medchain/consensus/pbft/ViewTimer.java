package org.medchain.consensus.pbft;

import org.medchain.consensus.Output;
import org.medchain.consensus.Timer;

/**
 * The view timer (Castro and Liskov 1999, §4.5.2): watches the requests that wait together, and is
 * started again only by the execution of one of them, not by a proposal and not by the execution of
 * later ones (PBFT-11). So no request is ignored forever, and a primary that works through a queue
 * in another order than this replica's is not suspected. Each view change in a row doubles it.
 */
final class ViewTimer {
  static final Timer VIEW_CHANGE = new Timer("view-change", 0);

  /** Number of timeouts that a replica has for recovery. */
  private static final int RESTART_GRACE_TIMEOUTS = 16;

  /** Others ran before it: if the primary is faulty, they suspect it first. */
  private static final int RESTART_TIMEOUT_FACTOR = 4;

  /** Requests that come within this part of the timeout are watched with the first. */
  private static final int OPEN_PART = 2;

  private final PbftState state;
  private long restartGraceUntilNs = Long.MIN_VALUE;
  private boolean watching;
  private long openUntilNs;
  private long progressSeen;
  private int doublings;

  ViewTimer(PbftState state) {
    this.state = state;
  }

  /** Before each step: a request that comes in it may be too late to be watched with the first. */
  void onStep() {
    if (watching && state.nowNs >= openUntilNs) {
      state.pool.closeGeneration();
    }
  }

  /** PBFT-11: after each step watches what waits, if that is not watched already. */
  void update() {
    if (state.viewChanging) {
      return; // the timer then belongs to the view change
    }
    boolean waits = !state.pool.isEmpty() || state.epochs.ending().isPresent();
    if (!waits || !state.isMember()) {
      if (watching) {
        stop();
      }
    } else if (!watching || (!state.pool.isEmpty() && !state.pool.isGenerationWaiting())) {
      watch();
    } else if (progress() != progressSeen) {
      progressSeen = progress();
      start();
    }
  }

  /** Whether its expiry says something of the primary: not where none of those watched waits. */
  boolean isDue() {
    return state.viewChanging
        || state.pool.isGenerationWaiting()
        || state.epochs.ending().isPresent();
  }

  private void watch() {
    state.pool.openGeneration();
    watching = true;
    openUntilNs = state.nowNs + state.parameters.viewTimeoutNs() / OPEN_PART;
    progressSeen = progress();
    start();
  }

  /** Where no request waits, the epoch has to end: then the next height is watched. */
  private long progress() {
    return state.pool.isEmpty() ? -state.chain.executedHeight() : state.pool.executedOfGeneration();
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
   * replica that is the only one to leave a view does not help the others until they leave it too.
   */
  void onRestart() {
    restartGraceUntilNs = state.nowNs + RESTART_GRACE_TIMEOUTS * state.parameters.viewTimeoutNs();
  }

  /** f + 1 others have decided more: a replica that began with an empty log has lost its disk. */
  void onOthersAhead() {
    if (restartGraceUntilNs == Long.MIN_VALUE) {
      onRestart();
      onProgress(); // a timer that runs gets the longer time too
    }
  }

  /** This replica made progress: while it recovers, the timeout starts again. */
  void onProgress() {
    if (isInRestartGrace() && watching) {
      start();
    }
  }

  private boolean isInRestartGrace() {
    return state.nowNs < restartGraceUntilNs && !state.viewChanging;
  }

  void onViewLeft() {
    doublings++;
    stop();
  }

  /** A new set of members begins, without failed view changes. */
  void onEpoch() {
    doublings = 0;
    stop();
  }

  void stop() {
    watching = false;
    state.outbox.add(new Output.StopTimer(VIEW_CHANGE));
  }

  void start() {
    // The first view change waits the plain timeout, each one after it twice as long.
    int failed = state.viewChanging ? Math.max(0, doublings - 1) : doublings;
    long delayNs = state.parameters.timeouts().afterFailed(failed);
    if (isInRestartGrace()) {
      delayNs *= RESTART_TIMEOUT_FACTOR;
    }
    state.outbox.add(new Output.StartTimer(VIEW_CHANGE, delayNs));
  }
}
