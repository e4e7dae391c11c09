package org.medchain.faults.run;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How far the clients of a run are. The thread of the clients writes, any other reads. What an
 * ordered call returned is known after the run only, so a compare-and-set that failed is answered.
 */
public final class CallCounts {
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong givenUp = new AtomicLong();
  private final AtomicLong now = new AtomicLong();

  /** Nothing so far. */
  public CallCounts() {}

  /** A call was answered. */
  public void answer(boolean succeeded) {
    (succeeded ? answered : refused).incrementAndGet();
  }

  /** A call was given up. */
  public void giveUp() {
    givenUp.incrementAndGet();
  }

  /** The clients continue at that time. */
  public void reach(long nowNs) {
    now.set(nowNs);
  }

  /** Calls that the ledger took. */
  public long answered() {
    return answered.get();
  }

  /** Calls that the ledger refused. */
  public long refused() {
    return refused.get();
  }

  /** Calls that were not answered in time. */
  public long givenUp() {
    return givenUp.get();
  }

  /** The clients' time, in ns from the beginning of the load. */
  public long nowNs() {
    return now.get();
  }
}
