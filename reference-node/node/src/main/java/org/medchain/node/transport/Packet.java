package org.medchain.node.transport;

import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** All that travels on a connection: frames, and what the transport itself says. */
sealed interface Packet {
  /**
   * What both sides say first (CONN-4). Later versions of the protocol keep its layout, so that two
   * versions can tell each other apart.
   *
   * @param protocolVersion of frames and messages
   * @param chain id of the chain
   * @param key of the sender
   */
  record Hello(int protocolVersion, Hash chain, PublicKey key) implements Packet {}

  /** A sign of life; holds nothing and is not answered. */
  record Heartbeat() implements Packet {
    static final Heartbeat INSTANCE = new Heartbeat();
  }

  /** A frame. */
  record FramePacket(Frame frame) implements Packet {}
}
