package org.medchain.node.transport;

import org.medchain.network.Envelope;

/** An open connection after its handshake. Every method may be called from any thread. */
public interface PeerLink {
  /** The peer at the other end. */
  Peer peer();

  /**
   * Queues a message. One that goes over many links in a row, by the thread of connections, is
   * encoded once.
   *
   * @return false if the queue is full or the connection closed: it is dropped and counted
   */
  boolean send(Envelope envelope);

  /** Closes the connection, saying why in log and metrics. */
  void close(String reason);
}
