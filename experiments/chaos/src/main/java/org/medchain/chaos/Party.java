package org.medchain.chaos;

import org.medchain.data.PublicKey;

/** Whoever gets messages: a host, a puppet, a client. */
interface Party {
  /** Its name in a schedule, e.g. {@code 2}, {@code 2'} for its twin, {@code c0}. */
  String name();

  PublicKey key();

  /** A message has arrived. */
  void receive(Mail mail);
}
