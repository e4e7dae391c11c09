package org.medchain.faults.schedule;

import org.medchain.adversary.SeededDraws;
import org.medchain.consensus.Input;
import org.medchain.consensus.Timer;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;

/** A receiver of messages: a host, a Byzantine member, a client. */
abstract class Endpoint {
  final KeyPair keys;
  final ScheduledSystem system;
  private final String name;

  Endpoint(String name, KeyPair keys, ScheduledSystem system) {
    this.name = name;
    this.keys = keys;
    this.system = system;
  }

  /** Its name in a schedule, e.g. {@code 2}, {@code 2'} for its twin, {@code c0}. */
  final String name() {
    return name;
  }

  final PublicKey key() {
    return keys.publicKey();
  }

  /** Whether a message can reach it. */
  boolean isUp() {
    return true;
  }

  /** A message has arrived. */
  abstract void receive(SharedEnvelope mail);

  /** One that has timers: a host, a client. */
  abstract static class TimedEndpoint extends Endpoint {
    /** Those that are running. */
    final TimerSet timers = new TimerSet();

    TimedEndpoint(String name, KeyPair keys, ScheduledSystem system) {
      super(name, keys, system);
    }

    /** Its own clock. */
    long nowNs() {
      return system.nowNs();
    }

    abstract void step(Input input);

    /** Nothing happens where the timer is not running. */
    final void fire(Timer timer) {
      if (timers.stop(timer)) {
        step(new Input.TimerFired(nowNs(), timer));
      }
    }
  }

  /** A Byzantine member that is no replica: it sends a message when the schedule lets it. */
  abstract static class ByzantineActor extends Endpoint {
    ByzantineActor(String name, KeyPair keys, ScheduledSystem system) {
      super(name, keys, system);
    }

    /** One message, which depends on the draw and on its knowledge. */
    abstract void act(SeededDraws how);
  }
}
