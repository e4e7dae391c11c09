package org.medchain.faults.schedule;

import org.medchain.adversary.SeededDraws;
import org.medchain.data.KeyPair;
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

  /** A Byzantine member that is no replica: it sends a message when the schedule lets it. */
  interface ByzantineActor extends Endpoint {
    /** One message, which depends on the draw and on its knowledge. */
    void act(SeededDraws how);
  }

  /** One with keys of its own. */
  abstract class KeyedEndpoint implements Endpoint {
    final KeyPair keys;
    final ScheduledSystem system;
    private final String name;

    KeyedEndpoint(String name, KeyPair keys, ScheduledSystem system) {
      this.name = name;
      this.keys = keys;
      this.system = system;
    }

    @Override
    public final String name() {
      return name;
    }

    @Override
    public final PublicKey key() {
      return keys.publicKey();
    }
  }
}
