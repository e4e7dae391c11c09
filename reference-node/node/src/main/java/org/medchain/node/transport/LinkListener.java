package org.medchain.node.transport;

import org.medchain.network.Envelope;

/** Gets the events of connections, on the thread of connections; it must not block. */
public interface LinkListener {
  /** A connection is open and its handshake done. */
  default void opened(PeerLink link) {}

  /** A message of the protocols came; calls and replies are handled already. */
  void received(PeerLink link, Envelope envelope);

  /** End of a batch of frames: the time for deferred work. */
  default void readComplete() {}

  /** A connection ended. */
  default void closed(PeerLink link) {}
}
