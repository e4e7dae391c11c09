package org.medchain.node.transport;

/** Is told what happens on connections, by the thread of connections; it must not block. */
public interface Receiver {
  /** A connection is open and its handshake done. */
  void opened(Link link);

  /** A message of the protocols came; questions and answers are taken care of already. */
  void received(Link link, Frame.Sealed frame);

  /** All that had come in one go has been handed over: a good time to do what was put off. */
  default void drained() {}

  /** A connection ended. */
  void closed(Link link);
}
