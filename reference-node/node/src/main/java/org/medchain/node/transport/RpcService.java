package org.medchain.node.transport;

import java.util.Set;
import org.medchain.data.Bytes;

/** Serves the calls of one topic. */
public interface RpcService {
  /** Its replies. */
  RpcMethod method();

  /**
   * The roles that may call it; a request of another role is refused before it reaches the service.
   */
  Set<PeerRole> allowedRoles();

  /**
   * Serves one call. Runs in a bounded pool of workers, never by the thread of connections or
   * consensus, so it may block for a while.
   *
   * @throws RefusedException if the call is refused; the reason goes back
   */
  Bytes handle(Peer asker, Bytes question) throws RefusedException;
}
