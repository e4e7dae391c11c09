package org.medchain.node.transport;

import org.medchain.data.Bytes;
import org.medchain.network.Envelope;

/** What travels over a connection after the handshake. */
sealed interface Frame extends Packet {
  /** A message of the protocols, signed or under message authentication codes. */
  record EnvelopeFrame(Envelope envelope) implements Frame {}

  /**
   * A question of one process to another, outside consensus.
   *
   * @param callId chosen by the caller; the reply has it too
   * @param method code of the {@link RpcMethod}
   * @param body as the topic defines
   */
  record RequestFrame(long callId, int method, Bytes body) implements Frame {
    /** Checks the code. */
    public RequestFrame {
      if (method < 0 || method > 255) {
        throw new IllegalArgumentException("a topic's code is 0–255, not " + method);
      }
    }
  }

  /**
   * The reply to a call.
   *
   * @param callId of the call
   * @param succeeded whether it was served; if not, the body is the reason in UTF-8
   * @param body as the topic defines
   */
  record ResponseFrame(long callId, boolean succeeded, Bytes body) implements Frame {}
}
