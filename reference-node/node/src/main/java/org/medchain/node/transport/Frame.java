package org.medchain.node.transport;

import org.medchain.data.Bytes;
import org.medchain.network.Envelope;

/** What travels over a connection after the handshake. */
public sealed interface Frame {
  /** A message of the protocols, signed or under message authentication codes. */
  record Sealed(Envelope envelope) implements Frame {}

  /**
   * A question of one process to another, outside consensus.
   *
   * @param number chosen by who asks; the answer bears it
   * @param topic code of the {@link Topic}
   * @param body as the topic defines
   */
  record Ask(long number, int topic, Bytes body) implements Frame {}

  /**
   * The answer to a question.
   *
   * @param number of the question
   * @param answered whether it was answered; if not, the body is the reason in UTF-8
   * @param body as the topic defines
   */
  record Answer(long number, boolean answered, Bytes body) implements Frame {}
}
