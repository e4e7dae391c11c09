package org.medchain.simulation;

import org.medchain.consensus.Timer;

/** The event of one timer: see {@link Timers}. */
final class Alarm implements Occurrence {
  final Timer timer;

  /** When the event comes that is in the queue. */
  long scheduledNs;

  /** When the timer runs out: not before that event; {@link Timers#STOPPED} if it is stopped. */
  long dueNs;

  Alarm(Timer timer, long dueNs) {
    this.timer = timer;
    this.scheduledNs = dueNs;
    this.dueNs = dueNs;
  }
}
