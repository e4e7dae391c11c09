package org.medchain.node.transport;

import org.medchain.data.PublicKey;

/** The owner of a socket, in whichever stage it is; on its thread unless said otherwise. */
interface OpenSocket {
  /** Whether it was made to reach this peer; any thread may ask. */
  default boolean isDialling(PublicKey other) {
    return false;
  }

  /** Whether its peer has shown a certificate, or need not show one first. */
  default boolean isAuthenticated() {
    return false;
  }

  /** Ends it, once; the reason is counted. */
  void end(CloseReason why, String text);

  /** Writes nothing more, at once; {@link #end} follows. Any thread. */
  default void halt() {}
}
