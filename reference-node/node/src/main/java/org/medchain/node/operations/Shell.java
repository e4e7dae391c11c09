package org.medchain.node.operations;

import java.net.URI;

/** The optional shell around a node; closing it leaves the node as it is (OPS-13). */
public interface Shell extends AutoCloseable {
  /** Its port, on the loopback address. */
  int port();

  /** Where it is. */
  default URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** Takes it down; the second time does nothing. */
  @Override
  void close();
}
