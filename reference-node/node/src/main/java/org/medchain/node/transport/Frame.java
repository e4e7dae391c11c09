package org.medchain.node.transport;

import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Code;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;

/** The units that travel over a connection (CONN-1); codes are part of the wire format. */
sealed interface Frame {
  /**
   * The hello of both sides (CONN-4). Later versions of the protocol keep its layout, so that two
   * versions can tell each other apart.
   *
   * @param protocolVersion of frames and messages
   * @param chain id of the chain
   * @param key of the sender
   */
  @Code(1)
  record Hello(int protocolVersion, Hash chain, PublicKey key) implements Frame {}

  /** A message of the protocols, signed or under message authentication codes. */
  @Code(2)
  record EnvelopeFrame(Envelope envelope) implements Frame {}

  /**
   * A question of one process to another, outside consensus.
   *
   * @param callId chosen by the caller; the reply has it too
   * @param method code of the {@link RpcMethod}
   * @param body as the topic defines
   */
  @Code(3)
  record RequestFrame(long callId, int method, Bytes body) implements Frame {
    static final Codec<RequestFrame> CODEC =
        Codec.of(RequestFrame.class, Codec.INT64, Codec.UINT8, Codec.BYTES);

    public RequestFrame {
      Argument.refuseIf(method < 0 || method > 255, "a topic's code is 0–255, not %s", method);
    }
  }

  /**
   * The reply to a call.
   *
   * @param callId of the call
   * @param succeeded whether it was served; if not, the body is the reason in UTF-8
   * @param body as the topic defines
   */
  @Code(4)
  record ResponseFrame(long callId, boolean succeeded, Bytes body) implements Frame {}

  /** A sign of life; is empty and gets no reply. */
  @Code(5)
  record Heartbeat() implements Frame {}
}
