package org.medchain.chaos.schedule;

import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;

/** An endpoint with keys of its own. */
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
