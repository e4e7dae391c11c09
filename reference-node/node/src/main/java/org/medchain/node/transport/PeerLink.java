package org.medchain.node.transport;

/** An open connection after its handshake. Every method may be called from any thread. */
public interface PeerLink {
  /** The peer at the other end. */
  Peer peer();

  /**
   * Queues a frame.
   *
   * @return false if the queue is full or the connection closed: the frame is dropped and counted
   */
  boolean send(Frame frame);

  /** Closes the connection, saying why in log and metrics. */
  void close(String reason);
}
