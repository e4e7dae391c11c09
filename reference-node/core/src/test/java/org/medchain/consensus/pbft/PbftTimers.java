package org.medchain.consensus.pbft;

import org.medchain.consensus.Timer;

/** The timers of a replica, for tests that play its host from another package. */
public final class PbftTimers {
  public static final Timer VIEW_CHANGE = ViewTimer.VIEW_CHANGE;
  public static final Timer RETRANSMIT = CatchUp.RETRANSMIT;
  public static final Timer EARLY = NormalCase.EARLY;
  public static final Timer BATCH = Proposer.BATCH;

  private PbftTimers() {}
}
