package org.medchain.simulation.event;

import org.medchain.consensus.Timer;

/** The event of one timer: see {@link EventTimers}. */
public final class TimerEvent implements SimulationEvent {
  public final Timer timer;

  /** When the event comes that is in the queue. */
  long scheduledNs;

  /**
   * When the timer runs out: not before that event; {@link EventTimers#STOPPED} if it is stopped.
   */
  long dueNs;

  TimerEvent(Timer timer, long dueNs) {
    this.timer = timer;
    this.scheduledNs = dueNs;
    this.dueNs = dueNs;
  }
}
