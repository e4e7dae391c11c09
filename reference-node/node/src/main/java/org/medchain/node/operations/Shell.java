package org.medchain.node.operations;

import java.net.URI;

/** The optional shell around a node; closing it leaves the node as it is (OPS-13). */
public interface Shell extends AutoCloseable {
  /** Where it is, on the loopback address. */
  URI url();

  /** Takes it down; the second time does nothing. */
  @Override
  void close();
}
