package org.medchain.node.transport;

import java.util.Set;
import org.medchain.data.Bytes;

/** Answers the questions about one topic. */
public interface RpcService {
  /** What it answers. */
  RpcMethod method();

  /** Who may ask; a request of another role is refused before it reaches the service. */
  Set<PeerRole> allowedRoles();

  /**
   * Answers one question. Called by a bounded pool of workers, never by the thread of connections
   * or consensus, so it may block for a while.
   *
   * @throws RefusedException if the question cannot be answered; the reason goes back
   */
  Bytes handle(Peer asker, Bytes question) throws RefusedException;
}
