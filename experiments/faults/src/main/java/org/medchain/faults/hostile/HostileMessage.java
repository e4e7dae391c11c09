package org.medchain.faults.hostile;

import org.medchain.data.Bytes;
import org.medchain.network.Envelope;
import org.medchain.node.transport.RpcMethod;

/** What a hostile peer sends. */
sealed interface HostileMessage {
  /** What it is counted as. */
  HostileKind kind();

  /**
   * A message of the protocols.
   *
   * @param kind what it is counted as
   * @param envelope as it is sent
   */
  record EnvelopeMessage(HostileKind kind, Envelope envelope) implements HostileMessage {}

  /**
   * A call.
   *
   * @param kind what it is counted as
   * @param method that is called
   * @param body of the call
   * @param forbidden whether LIGHT-8 denies the answer to a peer without the ledger
   */
  record CallMessage(HostileKind kind, RpcMethod method, Bytes body, boolean forbidden)
      implements HostileMessage {}
}
