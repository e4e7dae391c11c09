package org.medchain.simulation.host;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.Replica;
import org.medchain.consensus.pbft.PbftClientSession;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.consensus.pow.PowClientSession;
import org.medchain.consensus.pow.PowMessages;
import org.medchain.consensus.pow.PowParameters;
import org.medchain.consensus.pow.PowReplica;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.network.MessageType;

/**
 * A consensus protocol as a host needs it.
 *
 * @param messages all kinds, those between clients and nodes included
 * @param replica makes the replica of the node with that key
 * @param client makes one client's session
 */
public record ProtocolFactory(
    List<MessageType> messages,
    Function<PublicKey, Replica> replica,
    Supplier<ClientSession> client) {
  /** Copies the list. */
  public ProtocolFactory {
    messages = List.copyOf(messages);
  }

  /**
   * PBFT, for the nodes of one run.
   *
   * @param retransmitNs after how long a client retransmits, in ns
   */
  public static ProtocolFactory pbft(
      PbftParameters parameters, Membership members, long retransmitNs) {
    SharedContexts contexts = new SharedContexts();
    return new ProtocolFactory(
        PbftMessages.all(),
        key -> new PbftReplica(parameters, members, key, contexts),
        () -> new PbftClientSession(members, retransmitNs));
  }

  /**
   * Proof of work.
   *
   * @param retransmitNs after how long a client retransmits, in ns
   */
  public static ProtocolFactory pow(
      PowParameters parameters, Membership members, long retransmitNs) {
    return new ProtocolFactory(
        PowMessages.all(),
        key -> new PowReplica(parameters, members, key),
        () -> new PowClientSession(parameters, members, retransmitNs));
  }
}
