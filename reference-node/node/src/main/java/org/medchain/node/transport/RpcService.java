package org.medchain.node.transport;

import org.medchain.data.Bytes;

/** Serves the calls of one topic. */
public interface RpcService {
  /** Its replies. */
  RpcMethod method();

  /**
   * Serves one call. Runs in a bounded pool of workers, never by the thread of connections or
   * consensus, so it may block for a while.
   *
   * @throws RefusedException if the call is refused; the reason goes back
   */
  Bytes handle(Peer asker, Bytes question) throws RefusedException;
}
