package org.medchain.node.operations;

/** The optional shell around a node; closing it leaves the node as it is (OPS-13). */
public interface Shell extends AutoCloseable {
  /** Its port, on the loopback address. */
  int port();

  /** Takes it down; the second time does nothing. */
  @Override
  void close();
}
