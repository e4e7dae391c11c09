package org.medchain.chaos.schedule;

import org.medchain.data.PublicKey;

/** A receiver of messages: a host, a Byzantine member, a client. */
interface Endpoint {
  /** Its name in a schedule, e.g. {@code 2}, {@code 2'} for its twin, {@code c0}. */
  String name();

  PublicKey key();

  /** A message has arrived. */
  void receive(SharedEnvelope mail);

  /** One that has timers: a host, a client. */
  interface TimedEndpoint extends Endpoint {
    /** Those that are running. */
    TimerSet timers();
  }
}
