package org.medchain.simulation;

import java.util.List;
import java.util.function.Supplier;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.StateMachine;
import org.medchain.data.KeyPair;
import org.medchain.data.SignatureScheme;

/**
 * What is run: the nodes of one chain and the protocol between them.
 *
 * @param chain whose genesis timestamp is the virtual time 0
 * @param scheme with which all keys were made: {@link SymbolicSignatures}, or real ones
 * @param nodes key pairs of the consensus nodes, in the membership's order
 * @param protocol that they follow
 * @param stateMachine makes one node's executor of blocks
 */
public record Cluster(
    ChainParameters chain,
    SignatureScheme scheme,
    List<KeyPair> nodes,
    Protocol protocol,
    Supplier<StateMachine> stateMachine) {
  /** Copies the list. */
  public Cluster {
    nodes = List.copyOf(nodes);
  }
}
