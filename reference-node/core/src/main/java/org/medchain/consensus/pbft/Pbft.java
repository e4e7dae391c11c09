package org.medchain.consensus.pbft;

import java.util.Optional;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.Protocol;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.message.CheckpointContext.ContextMaker;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.TypeCodecs;
import org.medchain.network.Membership;

/** PBFT among the protocols. */
public final class Pbft {
  /** Castro and Liskov 1999. */
  public static final Protocol PROTOCOL = protocol("pbft", "PBFT", false);

  /**
   * The paper read literally: a chain with a difficulty, under which primaries propose (PBFT-23).
   */
  public static final Protocol SEALED = protocol("sealed", "sealed PBFT", true);

  private Pbft() {}

  private static Protocol protocol(String key, String title, boolean searches) {
    return new Protocol(
        key,
        title,
        PbftMessages.all(),
        new TypeCodecs(Certificate.class, QuorumCertificate.class),
        Protocol.FaultModel.BYZANTINE,
        0,
        searches,
        false,
        (members, view) -> Optional.of(ViewNumbers.primary(members, view)));
  }

  /**
   * For the nodes and clients of a chain.
   *
   * @param clientRetransmitNs after how long a client retransmits, in ns
   * @param contexts makes the contexts of checkpoints, for all replicas of this process
   */
  public static ProtocolFactory of(
      PbftParameters parameters,
      Membership members,
      long clientRetransmitNs,
      ContextMaker contexts) {
    return new ProtocolFactory(
        PbftMessages.all(),
        self -> new PbftReplica(parameters, members, self, contexts),
        () -> new PbftClientSession(members, parameters.chain().recoveries(), clientRetransmitNs));
  }
}
