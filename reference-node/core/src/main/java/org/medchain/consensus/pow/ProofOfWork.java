package org.medchain.consensus.pow;

import java.util.Optional;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.Protocol;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.data.TypeCodecs;
import org.medchain.network.Membership;

/** Proof of work (Nakamoto 2008) among the protocols. */
public final class ProofOfWork {
  public static final Protocol PROTOCOL =
      new Protocol(
          "pow",
          "proof of work",
          PowMessages.all(),
          new TypeCodecs(Certificate.class, WorkCertificate.class),
          Protocol.FaultModel.HASH_POWER,
          PowParameters.BRANCH_DEPTH,
          true,
          true,
          (members, view) -> Optional.empty());

  private ProofOfWork() {}

  /**
   * For the nodes and clients of a chain.
   *
   * @param clientRetransmitNs after how long a client retransmits, in ns
   */
  public static ProtocolFactory of(
      PowParameters parameters, Membership members, long clientRetransmitNs) {
    return new ProtocolFactory(
        PowMessages.all(),
        self -> new PowReplica(parameters, members, self),
        () -> new PowClientSession(parameters, members, clientRetransmitNs));
  }
}
