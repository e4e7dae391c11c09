package org.medchain.node.transport;

import java.util.Optional;

/** Decides whose calls are served (CONN-13), before a call reaches its service. */
public interface CallAdmission {
  /**
   * Why a peer's call of a method is refused; empty if it is served. Asked when it comes and when
   * its turn comes, from any thread.
   */
  Optional<String> refusal(Peer peer, RpcMethod method);
}
