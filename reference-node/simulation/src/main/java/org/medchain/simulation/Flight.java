package org.medchain.simulation;

import org.medchain.network.Authentication;
import org.medchain.network.Authentication.Verified;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;

/**
 * A message on its way, shared by all its receivers.
 *
 * <p>It is authenticated once, whoever and how many receive it (SIM-5). That is sound because the
 * answer is a pure function of the envelope, which cannot change: every receiver would compute the
 * same. Only the computer's time is saved; each receiver's virtual core pays for every signature.
 */
final class Flight implements Occurrence {
  private final Envelope envelope;
  private final Authentication authentication;
  private final boolean fromNode;
  private final int bytes;
  private final long receiveNs;

  Flight(Envelope envelope, boolean fromNode, Authenticator authenticator, CpuModel cpu) {
    this.envelope = envelope;
    this.authentication = authenticator.authenticate(envelope);
    this.fromNode = fromNode;
    this.bytes = envelope.size();
    this.receiveNs = cpu.receiveNs(signatures(authentication), bytes);
  }

  private static int signatures(Authentication authentication) {
    return switch (authentication) {
      case Verified verified -> verified.signatures();
      // How many held before one did not is not told; the sender's own comes first.
      case Authentication.Rejected rejected -> 1;
    };
  }

  Envelope envelope() {
    return envelope;
  }

  Authentication authentication() {
    return authentication;
  }

  /** Whether a node sent it, not a client. */
  boolean isFromNode() {
    return fromNode;
  }

  /** Encoded length. */
  int bytes() {
    return bytes;
  }

  /** What a node's core is charged for receiving it. */
  long receiveNs() {
    return receiveNs;
  }
}
