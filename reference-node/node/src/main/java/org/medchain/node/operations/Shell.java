package org.medchain.node.operations;

import java.net.URI;

/**
 * The optional shell around a node; closing it leaves the node as it is (OPS-13).
 *
 * @param url where it is, on the loopback address
 * @param down takes it down; the second time does nothing
 */
public record Shell(URI url, Runnable down) implements AutoCloseable {
  @Override
  public void close() {
    down.run();
  }
}
