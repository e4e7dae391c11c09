package org.medchain.node.transport;

import java.util.Optional;

/** Decides whose calls are served (CONN-13), before a call reaches its service. */
public interface CallAdmission {
  /**
   * Why a peer's call of a method is refused; empty if it is served. From any thread of
   * connections.
   */
  Optional<String> refusal(Peer peer, RpcMethod method);
}
