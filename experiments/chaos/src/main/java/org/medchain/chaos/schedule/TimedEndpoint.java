package org.medchain.chaos.schedule;

/** A receiver of messages that has timers: a host, a client. */
interface TimedEndpoint extends Endpoint {
  /** Those that are running. */
  TimerSet timers();
}
