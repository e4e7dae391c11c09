package org.medchain.node.transport;

/** Is told what happens on connections, by the thread of connections; it must not block. */
public interface LinkListener {
  /** A connection is open and its handshake done. */
  default void opened(PeerLink link) {}

  /** A message of the protocols came; questions and answers are taken care of already. */
  void received(PeerLink link, Frame.EnvelopeFrame frame);

  /** All that had come in one go has been handed over: a good time to do what was put off. */
  default void readComplete() {}

  /** A connection ended. */
  default void closed(PeerLink link) {}
}
