package org.medchain.faults.hostile;

import org.medchain.data.Bytes;
import org.medchain.network.Envelope;
import org.medchain.node.transport.RpcMethod;

/** What a hostile peer sends. */
sealed interface HostileMessage {
  /** What it is counted as. */
  String kind();

  /**
   * A message of the protocols.
   *
   * @param kind what it is counted as
   * @param envelope as it is sent
   */
  record EnvelopeMessage(String kind, Envelope envelope) implements HostileMessage {}

  /**
   * A call.
   *
   * @param method that is called
   * @param body of the call
   * @param forbidden whether LIGHT-8 denies the answer to a peer without the ledger
   */
  record CallMessage(RpcMethod method, Bytes body, boolean forbidden) implements HostileMessage {
    @Override
    public String kind() {
      return method.name();
    }
  }
}
