package org.medchain.node.transport;

import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** The packets on a connection: frames, and the transport's own. */
sealed interface Packet permits Frame, Packet.Hello, Packet.Heartbeat {
  /**
   * The hello of both sides (CONN-4). Later versions of the protocol keep its layout, so that two
   * versions can tell each other apart.
   *
   * @param protocolVersion of frames and messages
   * @param chain id of the chain
   * @param key of the sender
   */
  record Hello(int protocolVersion, Hash chain, PublicKey key) implements Packet {}

  /** A sign of life; is empty and gets no reply. */
  record Heartbeat() implements Packet {}
}
